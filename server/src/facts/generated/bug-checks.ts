// Generated from server/data/bug-checks.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const bugChecksTable: PackedTable<"value" | "meaning" | "parameter_1" | "parameter_2" | "parameter_3" | "parameter_4" | "causes"> = {
  rows: 224,
  keys: [
    `ACPI_BIOS_ERROR
ACPI_BIOS_FATAL_ERROR
ACTIVE_EX_WORKER_THREAD_TERMINATION
APC_INDEX_MISMATCH
ASSIGN_DRIVE_LETTERS_FAILED
ATDISK_DRIVER_INTERNAL
ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY
ATTEMPTED_SWITCH_FROM_DPC
ATTEMPTED_WRITE_TO_READONLY_MEMORY
BAD_POOL_CALLER
BAD_POOL_HEADER
BAD_SYSTEM_CONFIG_INFO
BUGCODE_NDIS_DRIVER
BUGCODE_NDIS_DRIVER_LIVE_DUMP
BUGCODE_USB3_DRIVER
BUGCODE_USB_DRIVER
CACHE_INITIALIZATION_FAILED
CACHE_MANAGER
CANCEL_STATE_IN_COMPLETED_IRP
CANNOT_WRITE_CONFIGURATION
CDFS_FILE_SYSTEM
CID_HANDLE_CREATION
CID_HANDLE_DELETION
CLOCK_WATCHDOG_TIMEOUT
CONFIG_INITIALIZATION_FAILED
CONFIG_LIST_FAILED
CORRUPT_ACCESS_TOKEN
CREATE_DELETE_LOCK_NOT_LOCKED
CRITICAL_OBJECT_TERMINATION
CRITICAL_PROCESS_DIED
CRITICAL_SERVICE_FAILED
CRITICAL_STRUCTURE_CORRUPTION
DATA_BUS_ERROR
DATA_COHERENCY_EXCEPTION
DEVICE_QUEUE_NOT_BUSY
DEVICE_REFERENCE_COUNT_NOT_ZERO
DPC_WATCHDOG_VIOLATION
DRIVER_CAUGHT_MODIFYING_FREED_POOL
DRIVER_CORRUPTED_EXPOOL
DRIVER_CORRUPTED_MMPOOL
DRIVER_IRQL_NOT_LESS_OR_EQUAL
DRIVER_LEFT_LOCKED_PAGES_IN_PROCESS
DRIVER_OVERRAN_STACK_BUFFER
DRIVER_PAGE_FAULT_BEYOND_END_OF_ALLOCATION
DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL
DRIVER_PNP_WATCHDOG
DRIVER_PORTION_MUST_BE_NONPAGED
DRIVER_POWER_STATE_FAILURE
DRIVER_RETURNED_HOLDING_CANCEL_LOCK
DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS
DRIVER_UNMAPPING_INVALID_VIEW
DRIVER_USED_EXCESSIVE_PTES
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION_LIVEDUMP
DRIVER_VERIFIER_DMA_VIOLATION
DRIVER_VERIFIER_IOMANAGER_VIOLATION
DRIVER_VIOLATION
EMPTY_THREAD_REAPER_LIST
EVENT_TRACING_FATAL_ERROR
FATAL_UNHANDLED_HARD_ERROR
FAT_FILE_SYSTEM
FAULTY_HARDWARE_CORRUPTED_PAGE
FILE_INITIALIZATION_FAILED
FILE_SYSTEM`,
    `FLOPPY_INTERNAL_ERROR
FTDISK_INTERNAL_ERROR
GPIO_CONTROLLER_DRIVER_ERROR
HAL1_INITIALIZATION_FAILED
HAL_INITIALIZATION_FAILED
HAL_MEMORY_ALLOCATION
HTTP_DRIVER_CORRUPTED
HYPERVISOR_ERROR
IMPERSONATING_WORKER_THREAD
INACCESSIBLE_BOOT_DEVICE
INCONSISTENT_IRP
INSTALL_MORE_MEMORY
INSTRUCTION_BUS_ERROR
INSTRUCTION_COHERENCY_EXCEPTION
INSUFFICIENT_SYSTEM_MAP_REGS
INTERNAL_POWER_ERROR
INTERRUPT_EXCEPTION_NOT_HANDLED
INVALID_AFFINITY_SET
INVALID_CANCEL_OF_FILE_OPEN
INVALID_DATA_ACCESS_TRAP
INVALID_FLOATING_POINT_STATE
INVALID_IO_BOOST_STATE
INVALID_KERNEL_HANDLE
INVALID_PROCESS_ATTACH_ATTEMPT
INVALID_PROCESS_DETACH_ATTEMPT
INVALID_SOFTWARE_INTERRUPT
INVALID_WORK_QUEUE_ITEM
IO1_INITIALIZATION_FAILED
IRQL_GT_ZERO_AT_SYSTEM_SERVICE
IRQL_NOT_DISPATCH_LEVEL
IRQL_NOT_GREATER_OR_EQUAL
IRQL_NOT_LESS_OR_EQUAL
IRQL_UNEXPECTED_VALUE
KERNEL_APC_PENDING_DURING_EXIT
KERNEL_AUTO_BOOST_INVALID_LOCK_RELEASE
KERNEL_AUTO_BOOST_LOCK_ACQUISITION_WITH_RAISED_IRQL
KERNEL_DATA_INPAGE_ERROR
KERNEL_LOCK_ENTRY_LEAKED_ON_THREAD_TERMINATION
KERNEL_MODE_EXCEPTION_NOT_HANDLED
KERNEL_MODE_HEAP_CORRUPTION
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_STACK_INPAGE_ERROR
KERNEL_STACK_LOCKED_AT_EXIT
KERNEL_THREAD_PRIORITY_FLOOR_VIOLATION
KMODE_EXCEPTION_NOT_HANDLED
LAST_CHANCE_CALLED_FROM_KMODE
LIVE_SYSTEM_DUMP
LM_SERVER_INTERNAL_ERROR
LPC_INITIALIZATION_FAILED
MAILSLOT_FILE_SYSTEM
MANUALLY_INITIATED_CRASH
MANUALLY_INITIATED_CRASH1
MANUALLY_INITIATED_POWER_BUTTON_HOLD
MAXIMUM_WAIT_OBJECTS_EXCEEDED
MEMORY1_INITIALIZATION_FAILED
MEMORY_MANAGEMENT
MISMATCHED_HAL
MULTIPLE_IRP_COMPLETE_REQUESTS
MULTIPROCESSOR_CONFIGURATION_NOT_SUPPORTED
MUST_SUCCEED_POOL_EMPTY
MUTEX_LEVEL_NUMBER_VIOLATION
NDIS_INTERNAL_ERROR
NMI_HARDWARE_FAILURE
NO_BOOT_DEVICE`,
    `NO_EXCEPTION_HANDLING_SUPPORT
NO_MORE_IRP_STACK_LOCATIONS
NO_MORE_SYSTEM_PTES
NO_PAGES_AVAILABLE
NO_SPINLOCK_AVAILABLE
NO_USER_MODE_CONTEXT
NPFS_FILE_SYSTEM
NTFS_FILE_SYSTEM
OBJECT1_INITIALIZATION_FAILED
OBJECT_INITIALIZATION_FAILED
PAGE_FAULT_BEYOND_END_OF_ALLOCATION
PAGE_FAULT_IN_FREED_SPECIAL_POOL
PAGE_FAULT_IN_NONPAGED_AREA
PAGE_FAULT_WITH_INTERRUPTS_OFF
PAGE_NOT_ZERO
PANIC_STACK_SWITCH
PCI_BUS_DRIVER_INTERNAL
PCI_VERIFIER_DETECTED_VIOLATION
PFN_LIST_CORRUPT
PFN_REFERENCE_COUNT
PFN_SHARE_COUNT
PHASE0_EXCEPTION
PHASE0_INITIALIZATION_FAILED
PHASE1_INITIALIZATION_FAILED
PINBALL_FILE_SYSTEM
PNP_DETECTED_FATAL_ERROR
PORT_DRIVER_INTERNAL
POWER_FAILURE_SIMULATE
PP0_INITIALIZATION_FAILED
PP1_INITIALIZATION_FAILED
PROCESS1_INITIALIZATION_FAILED
PROCESS_HAS_LOCKED_PAGES
PROCESS_INITIALIZATION_FAILED
QUOTA_UNDERFLOW
RAMDISK_BOOT_INITIALIZATION_FAILED
RDR_FILE_SYSTEM
RECURSIVE_NMI
REFERENCE_BY_POINTER
REFMON_INITIALIZATION_FAILED
REFS_FILE_SYSTEM
REGISTRY_ERROR
RESOURCE_MANAGER_EXCEPTION_NOT_HANDLED
RESOURCE_NOT_OWNED
SCSI_DISK_DRIVER_INTERNAL
SCSI_VERIFIER_DETECTED_VIOLATION
SECURE_KERNEL_ERROR
SECURITY1_INITIALIZATION_FAILED
SECURITY_INITIALIZATION_FAILED
SECURITY_SYSTEM
SERIAL_DRIVER_INTERNAL
SESSION1_INITIALIZATION_FAILED
SESSION2_INITIALIZATION_FAILED
SESSION3_INITIALIZATION_FAILED
SESSION4_INITIALIZATION_FAILED
SESSION5_INITIALIZATION_FAILED
SET_ENV_VAR_FAILED
SET_OF_INVALID_CONTEXT
SHARED_RESOURCE_CONV_ERROR
SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION
SPIN_LOCK_ALREADY_OWNED
SPIN_LOCK_INIT_FAILURE
SPIN_LOCK_NOT_OWNED
STORE_DATA_STRUCTURE_CORRUPTION
STREAMS_INTERNAL_ERROR`,
    `SYMBOLIC_INITIALIZATION_FAILED
SYNTHETIC_WATCHDOG_TIMEOUT
SYSTEM_EXIT_OWNED_MUTEX
SYSTEM_SCAN_AT_RAISED_IRQL_CAUGHT_IMPROPER_DRIVER_UNLOAD
SYSTEM_SERVICE_EXCEPTION
SYSTEM_THREAD_EXCEPTION_NOT_HANDLED
TARGET_MDL_TOO_SMALL
THREAD_NOT_MUTEX_OWNER
THREAD_STUCK_IN_DEVICE_DRIVER
THREAD_TERMINATE_HELD_MUTEX
TIMER_OR_DPC_INVALID
TRAP_CAUSE_UNKNOWN
UNEXPECTED_INITIALIZATION_CALL
UNEXPECTED_KERNEL_MODE_TRAP
UNEXPECTED_STORE_EXCEPTION
UNSUPPORTED_PROCESSOR
VIDEO_DRIVER_INIT_FAILURE
VIDEO_DXGKRNL_FATAL_ERROR
VIDEO_MEMORY_MANAGEMENT_INTERNAL
VIDEO_SCHEDULER_INTERNAL_ERROR
VIDEO_TDR_FAILURE
VIDEO_TDR_TIMEOUT_DETECTED
WDF_VIOLATION
WHEA_INTERNAL_ERROR
WHEA_UNCORRECTABLE_ERROR
WIN32K_ATOMIC_CHECK_FAILURE
WIN32K_CRITICAL_FAILURE
WIN32K_HANDLE_MANAGER
WINLOGON_FATAL_ERROR
WORKER_INVALID
WORKER_THREAD_RETURNED_AT_BAD_IRQL
XNS_INTERNAL_ERROR`,
  ],
  columns: {
    value: { width: 2, values: `0x1
0x10
0x101
0x109
0x10D
0x10E
0x10F
0x11
0x111
0x113
0x116
0x117
0x119
0x11B
0x11D
0x12
0x121
0x122
0x124
0x127
0x12B
0x13
0x133
0x137
0x138
0x139
0x13A
0x13C
0x14
0x144
0x149
0x15
0x153
0x154
0x157
0x15E
0x16
0x160
0x161
0x162
0x164
0x17
0x18
0x18B
0x19
0x192
0x1A
0x1B
0x1C
0x1C4
0x1C7
0x1C8
0x1CA
0x1D
0x1D5
0x1E
0x1F
0x2
0x20
0x20001
0x21
0x22
0x23
0x24
0x25
0x26
0x27
0x28
0x29
0x2A
0x2B
0x2C
0x2D
0x2E
0x2F
0x3
0x30
0x31
0x32
0x33
0x34
0x35
0x36
0x37
0x38
0x39
0x3B
0x3D
0x3E
0x3F
0x4
0x40
0x4000008A
0x41
0x42
0x44
0x45
0x48
0x49
0x4A
0x4B
0x4C
0x4D
0x4E
0x4F
0x5
0x50
0x51
0x52
0x53
0x54
0x55
0x56
0x57
0x58
0x59
0x5A
0x5B
0x5C
0x5D
0x5E
0x5F
0x6
0x60
0x61
0x62
0x63
0x64
0x65
0x66
0x67
0x68
0x69
0x6A
0x6B
0x6C
0x6D
0x6E
0x6F
0x7
0x70
0x71
0x72
0x73
0x74
0x75
0x76
0x77
0x78
0x79
0x7A
0x7B
0x7C
0x7D
0x7E
0x7F
0x8
0x80
0x81
0x8E
0x8F
0x9
0x90
0x93
0x94
0x96
0x9F
0xA
0xA0
0xA1
0xA5
0xAC
0xB
0xB4
0xB8
0xBE
0xC
0xC000021A
0xC1
0xC2
0xC4
0xC5
0xC6
0xC7
0xC8
0xC9
0xCA
0xCB
0xCC
0xCD
0xCE
0xD
0xD0
0xD1
0xD3
0xD4
0xD5
0xD6
0xD7
0xD8
0xDEADDEAD
0xDF
0xE
0xE0
0xE1
0xE2
0xE3
0xE4
0xE5
0xE6
0xE7
0xE8
0xE9
0xEA
0xEF
0xF
0xF1
0xF4
0xF6
0xF7
0xF8
0xFA
0xFC
0xFE`, codes: `"s#7#@!!"U"%#J"w"x"|!N"W"a!E!?#K"H!t"("X!e!F!K!#"I"V!g!>#E#B";!%!m"6![!v!8#!"~#,#-#'#G#1#0!X#."o!/#*#2#3"}!S#=#%!2!7!0",!b!6"J!a!w"9!:"C"="t#I!^#5"_!i"b!n"7"'"q!{!o#?!~#>!="l"0"A"R"n"K"*"e"j"p##!]!I!O"^!B"h!<!;"Z"m!D!Y!A!H"5"L"3#9#4!U"y"G!P"]"&!|"##+"/"f"4"u!u!}"-!W#6!d!c"D"?#)#("1")!5!j"r#F".!R!Q"[!q!r":#&!k#<"i"k"M"Y"B!_#H!f!*!L"N!@"2!(#:!l#D!M"E"@!h!x"O"P"Q"S"T"<!p!Z"{#C"g!"!T"+"F!V!y#/!z"c"!!)#A""#"!1!s"d!C">"v!+!'!.!,!-!&!3!4!G!J!9"z#;#8"8` },
    meaning: { width: 2, values: `
APCs or critical regions were disabled and enabled unequally often
Driver Verifier caught a mistake
Driver Verifier caught a mistake and wrote a dump without a stop
Driver Verifier's DMA checks caught a mistake
Driver Verifier's I/O checks caught a mistake
HAL and kernel do not belong together
IoBuildPartialMdl was given a target MDL that does not hold the range
IoCancelFileOpen was called for a file object that is not open, or has handles already
NDIS wrote a dump of a network driver's mistake without a stop
PatchGuard found kernel code or a protected structure changed
Plug and Play caught a driver's mistake
a DPC ran too long, or DISPATCH_LEVEL was held too long
a DPC waited, or otherwise gave up the processor
a GPIO controller's driver made a mistake
a USB driver made a mistake
a call at too low an IRQL
a call that needs DISPATCH_LEVEL
a check found a kernel structure damaged: a list entry, a stack cookie
a device object was deleted while it is still referenced
a device queue is not busy though it should be
a display driver did not answer in time
a display driver did not recover from a time-out
a display driver waits in a loop for its hardware
a driver did not finish a Plug and Play request in time
a driver did not finish a power request, or is in a wrong state
a driver did what it must not do
a driver mapped so much that no system page table entries are left
a driver ran code in memory that is not executable
a driver returned with the cancel spin lock held
a driver touched freed special pool
a driver touched pageable or invalid memory at DISPATCH_LEVEL or above
a driver touched special pool past its end
a driver unmapped an address that is not mapped
a driver was unloaded with work pending
a driver wrote past a buffer on its stack
a driver wrote past its block in special pool, or before it
a driver wrote to read-only memory
a file system found something wrong
a framework driver made a mistake; !wdfkd.wdflogdump tells more
a hard error that nobody handled
a lock that may wait was taken at DISPATCH_LEVEL or above
a lock was released that the thread does not own
a network driver made a mistake
a non-maskable interrupt came while another one was handled
a page of a kernel stack could not be read in
a page of kernel data could not be read in
a page that should hold zeroes does not: hardware, or somebody writes to memory that is free
a page's reference count is wrong: locked and unlocked unequally often
a page's share count is wrong
a pool block's header is damaged, mostly by writing past the block before
a process died without which Windows does not go on
a process ended while pages of it were still locked
a process or thread died without which Windows does not go on
a processor no longer takes clock interrupts
a queue was removed from whose entry is damaged: a work item that was freed, or queued twice
a resource that is held shared was converted wrongly
a service did not start without which Windows does not go on
a spin lock could not be initialized
a spin lock was released that nobody owns
a spin lock was taken twice by the same processor
a thread attached to a process while it already was attached to another one
a thread detached from a process at a place where it must not
a thread ended with a lock that it still holds
a thread ended with a mutex that it still holds
a thread ended with an I/O priority boost that is not valid
a thread ended with its kernel stack locked
a thread left APCs disabled, or a critical region entered
a thread released a mutex that it does not own
a thread released a resource that it does not own
a thread returned from a system call with a mutex that it still owns
a thread returned to user mode above PASSIVE_LEVEL
a thread waited for more than 64 objects, or for more than 3 without wait blocks of its own
a thread without a user part went to user mode
a thread's priority floor was changed against the rules
a timer or DPC lies in memory where none may be
a trap that the kernel cannot handle, such as a stack overflow
a user-mode process ended without which Windows does not go on: winlogon or csrss
a work item ended the worker thread that it runs in
a work item lies in memory where none may be
a work item returned at DISPATCH_LEVEL or above
a work item went on impersonating after it returned
a wrong call of a pool function: freed twice, wrong tag, wrong IRQL
an IRP contradicts itself
an IRP was completed twice
an IRP was completed while its cancel routine was still set
an IRP was passed to more drivers than it has stack locations
an access token is damaged
an exception in a resource manager of kernel transactions that nobody handled
an exception in a system thread that nobody handled
an exception in an interrupt routine that nobody handled
an exception in kernel code that nobody handled
an exception in kernel code that runs for a system call
an exception in the store of compressed memory; mostly disk or memory
an exception of which nobody knows the cause
an exception where exceptions cannot be handled
an invalid system address was touched
an object's reference count is wrong
cdfs.sys found something wrong
error reporting of the hardware failed, often because of firmware
event tracing found a state that it cannot go on from
fastfat.sys found something wrong
freed pool was written
freed special pool was touched
http.sys found its state damaged
kernel code closed or used a handle that is none
memory or hardware failed
memory or hardware failed while an instruction was fetched
more quota was given back than had been charged
mutexes were taken in a forbidden order
no display driver started
no free page is left and none can be made free
no processor did anything for a long time, on real or virtual hardware
no stop: somebody asked for a dump of the running system
no system page table entries are left: too much is mapped, or never unmapped
npfs.sys found something wrong
ntfs.sys found something wrong
pageable code or data of a driver was touched at DISPATCH_LEVEL or above
pageable or invalid memory was touched at DISPATCH_LEVEL or above
pageable or invalid memory was touched with interrupts off
pages are still locked after the request that locked them
pci.sys found its structures damaged
pool is damaged
pool is damaged; it was found at DISPATCH_LEVEL or above
refs.sys found something wrong
somebody asked for it from the debugger
somebody asked for it from the keyboard
somebody asked for it: a test of losing power
somebody held the power button
special pool was touched past its end
the HAL could not start
the HAL got no memory
the IRQL is not what it should be at that place
the PCI verifier found a mistake of the hardware or firmware
the USB 3 stack met a mistake of a driver or of the hardware
the boot volume cannot be reached
the cache manager found something wrong
the driver left work behind: a timer, DPC, work item or thread
the firmware reported an error of its own
the firmware's ACPI tables contradict themselves or the system
the graphics kernel found a state that it cannot go on from
the hardware failed
the hypervisor met an error that it cannot go on from
the kernel could not start, in its first phase
the kernel could not start, in its second phase
the kernel stack ran over
the list of page frames is damaged, often by a bad MDL
the memory itself failed: a page holds a flipped bit
the memory manager found its structures damaged
the memory manager of the graphics kernel found a state that it cannot go on from
the power manager met an error that it cannot go on from
the processor lacks what this Windows needs
the redirector found something wrong
the registry is damaged
the saved floating point state is not valid
the scheduler of the graphics kernel found a state that it cannot go on from
the secure kernel met an error that it cannot go on from
the security system found something wrong
the store of compressed memory is damaged
the verification of SCSI or Storport miniports caught a mistake
win32k met an error that it cannot go on from
win32k used locks against its rules
win32k's handles are damaged`, codes: `"R"Q!r!"!!!!!>!/!G!v!T!!!M!+"M!1!!"O!y!!")!!!!!X!!!!!{!!!W!U![!,"1!!!6!5!."-"B"B!A"?!E!B!@!:"<!;!?"P!C!=!#!%!&!'!<!!"+!J","Z!!!H!!!!!0!!"I"J"/"U!u"N!w!!"2!!!!"^!~!!!*!!"c!e"0!a!b!!!Y!!!k!3!2"="K!g!L!K!P!c"!"A!4!O!f!n"!!!"8!!!!!!"E"D"G!l!!"[!(!x!!!!"4!!"T!!"&!z"9"6!!!m":";!!!!"H"."'">!Q"X"@"L"Y!R!S!!"V"W!!!-!!"F!!!!!!!V!!"3!!"a!N"(!!"C"b!|!i!!"h"e!!!!"f!!!!!!!!!!!!!!!!!Z!F!_!]!^"g!!!!"7!j!D""!}!)!h!9!d!o"%!!!p"#"_"5"S"]"d!8!7!I"*"T"j"i"k!q!s!t!!` },
    parameter_1: { width: 1, values: `
0
3 a process, 6 a thread
how long it waited, in clock ticks
status: the exception's code
the IRP
the address in the driver that locked the pages
the address of the system call
the address of the system call or worker routine that returned
the address that was to be executed
the address that was touched
the address that was written
the address to be unmapped
the boot device's name (UNICODE_STRING) or its device object
the context of the recovery
the cookie that the stack has
the handle
the kind of lock or page table entry
the number of the trap
the object's type
the pending APC, or 0
the process or thread
the resource
the source of the error: 0 a machine check of the processor, 4 PCI Express
the spin lock
the thread
the thread that hangs
the thread that ran before
the worker routine
what was found, or a status
what was found: 0 a timer, 1 a DPC, 2 a DPC routine
which check failed
which damage was found
which limit it is
which mistake
which mistake it is
which mistake it is: !analyze -v and the reference of Driver Verifier say what each means`, codes: `!!;*!!+=-EA!!!!!!!'!!!!%!!!!#7!!!!!!C,,,,(1,,!,E',.!F!DE!!!!!!!!!!!!!!!!>/!!!!!!!!!!!!2!!!!!)!!,!6;;3!&BA?!!&!!!!!!!!!!A!'!!!!!!!'!!!!!!!!,,,,!!!!A!!!!!!E!!!!!"!!!!!5!!!!8!D!!!!!!!!!!!!!!:!!!!!!!,&&!!<!@!!4!!!!!!00E!9!!!!!>!` },
    parameter_2: { width: 1, values: `
0
0 a process, 1 a thread
an address in the driver that is responsible
how long it ran, in ticks, or the period of the watchdog
irql: the IRQL at that time
its address
its cancel routine
its parameter
status: the status of the read
status: the status of the read, where the first is none of 0, 1 and 2
the address of the instruction
the address that called it
the address where it happened
the cookie that it should have
the error record (WHEA_ERROR_RECORD): !errrec
the lock
the object
the page table entry
the physical device object
the process
the thread
the thread to switch to
the thread's count of disabled APCs: negative, too often disabled; positive, too often enabled
the thread's state of attachment, in bytes: now, and before
the trap frame (.trap)
what was done: 0 read, 1 or 2 written
what was done: 0 read, 1 or 2 written, 8 or 0x10 executed
what was done: 0 read, 1 written
which mistake it is`, codes: `!!!:!!484!!!!!!!!!)!!!!"!!!!3#!!!!!!&>'''.0<<!'!)<!!!!!!!!!!!!!!!!!!!!!!*!!!!!!!!!!!!!?!!!!!'!!'!922+!/!;,!!/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!<<=!!!!!!!!!!!!5!!!!!6!!!!!3!!!!7!!!!!!!!!!!!!!!!!!!!!!!!'-/!!!!(!!!!!!!!!%%!!1!!!!!'!` },
    parameter_3: { width: 1, values: `
irql: the IRQL at that time
its first argument: for an access violation 0 read, 1 written, 8 executed
its image's name
its parameter
its work item
of a machine check the high half of MCi_STATUS
status: the status of the last operation that failed
the MDL
the address of the instruction that did it
the address of the instruction that did it, where known
the address of the instruction, in code that is gone
the beginning of the memory that must not hold it
the complement of the cookie that it should have
the context record (.cxr)
the control block (PRCB) of the processor that hangs
the exception record (.exr)
the mode: 0 kernel, 1 user
the number of pages that are locked
the stack of the thread that ran before
the thread's counts of disabled APCs: special in the high half, normal in the low half
the trap frame (.trap)
what was done, in bits: 0 read, 1 written, 8 executed
what was done: 0 read, 1 written
what was done: 0 read, 1 written, 2 or 8 executed`, codes: `!!!6!!!5!!!!!!!!!!!!!!!1!!!!%!!!!!!!!399:*/++!9!!-!!!!!!!!!!!!!!!!!!!!!!'!!!!!!!!!!!!!!!!!!!!!!8!"!"!!7!2!!!#!!!!!!!!!!!!!!!!!!!!!!!!!!!!!++,!!!!!!!!!!!!!!!!!!4!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!902!!!!.!!!!!!!!!)!!!(!!!!!&!` },
    parameter_4: { width: 1, values: `
0 after a system call, 1 after a worker routine
a message that says why
its second argument: for an access violation the address
its work item
of a machine check the low half of MCi_STATUS
the address of the instruction that did it
the address that could not be read in
the context record (.cxr)
the end of that memory
the number of pages that are locked
the number of the processor that hangs`, codes: `!!!"!!!!!!!!!!!!!!!!!!!-!!!!#!!!!!!!!!(((,!!!!(!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!(!!!!)!!!!!!!%!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!(!*!!!!+!!!!!!!!!!!!!'!!!!!&!` },
    causes: { width: 1, values: `
AddDevice, start or remove that waits for something that never comes
DMA that goes on after its memory was freed
ExReleaseResourceLite twice, in another thread than took it, or on a path that did not take it
IoDeleteDevice while a handle, an attached device or an IRP still needs the device
IoReleaseCancelSpinLock(Irp->CancelIrql) missing on some path of the cancel or dispatch routine
IoSetCancelRoutine(Irp, NULL) missing before IoCompleteRequest; a cancel-safe queue (IoCsqInsertIrp) does it right
KeAttachProcess while the thread is attached already (KeStackAttachProcess nests), or in a DPC
KeEnterCriticalRegion or FsRtlEnterFileSystem without its counterpart on some path
KeEnterCriticalRegion, FsRtlEnterFileSystem, KeEnterGuardedRegion or a fast mutex without its counterpart on some path, or left twice
KeWaitForMultipleObjects with more than THREAD_WAIT_OBJECTS (3) objects and no WaitBlockArray
KeWaitForSingleObject with a timeout that is not zero, a mutex, fast mutex or resource, in a DPC or under a spin lock
MmMapIoSpace or MmMapLockedPages without their counterparts
MmMapIoSpace, MmGetSystemAddressForMdlSafe or MmMapLockedPages without their counterparts
MmUnlockPages and IoFreeMdl missing where an IRP is cancelled or fails
MmUnlockPages missing where an IRP is cancelled or fails; with TrackLockedPages the next one is 0xCB and names the driver
MmUnmapViewInSystemSpace twice, or of an address that is no view
ObDereferenceObject once too often, ObReferenceObject missing where a pointer is kept, an object used after its last reference is gone
PsRevertToSelf or SeStopImpersonatingClient missing on some path of the work item
PsTerminateSystemThread in a work item, whose thread is the system's
a bad pointer in a dispatch routine; a buffer of user mode used without probing it or outside of __try
a bad pointer in a thread or work item of the driver, in DriverEntry or AddDevice, all of which run in system threads
a bad pointer; a buffer of user mode used outside of __try
a bad pointer; a buffer of user mode used outside of __try, or ProbeForRead and MmProbeAndLockPages outside of it; a breakpoint without a debugger (0x80000003)
a bus driver that reports the same device twice, an id that is not unique or not terminated, or a device object that was deleted
a call through a function pointer that is stale or not initialized; code in pool or on the stack
a copy into a local array whose length nobody checked: the function that returns is the one to look at
a display driver or its hardware that does not finish a packet within two seconds, and cannot be reset
a function in a pageable section that runs, or is called, under a spin lock or in a DPC; its data likewise
a handle closed twice, or closed in another process than its own: OBJ_KERNEL_HANDLE missing
a list entry removed twice, inserted twice, or freed while it is in a list; a list used without its lock; a local buffer that was overrun
a loop that polls hardware in a DPC or under a spin lock, KeStallExecutionProcessor for long, a spin lock that nobody releases, work that belongs into a work item
a loop with interrupts off or at HIGH_LEVEL; a deadlock of spin locks in ISRs; hardware
a pageable buffer, stack or function used under a spin lock, in a DPC or ISR; a pointer that is NULL, freed or not initialized; an event, timer or lock in pool that is paged or freed; a low address means a field of a NULL pointer
a pointer kept after the block was freed, often in a timer, DPC or completion routine
a pointer kept after the block was freed: the instruction is the one to look at
a power IRP that is neither completed nor forwarded, or that waits for something that itself waits for power; PoStartNextPowerIrp missing in drivers for Windows XP and 2003; the driver that is blamed waits for one below it: !irp of the fourth parameter tells who has the IRP
a push lock, fast mutex or resource released twice, or in another thread than took it
a push lock, resource or mutex taken under a spin lock or in a DPC
a push lock, resource or mutex without its release on some path of the thread
a spin lock or KeRaiseIrql that is not undone on some path of the work item
a spin lock, KeRaiseIrql or fast mutex that is not released or undone on some path of a dispatch routine
a storage or filter driver in the boot path that does not load, or that fails or keeps the requests of mounting; a boot-start filter (UpperFilters, LowerFilters) whose file or signature is missing
a work item in pool that was freed before its routine ran, or that was queued again while it is queued
a write past the end of a block, or before its beginning; a write to a block that is freed; Driver Verifier's special pool names who does it
a write past the end of a pool block, memory freed twice, a write to a block that is freed
a write past the end of a pool block, or to a block that is freed; who crashes is seldom who did it: Driver Verifier's special pool finds that one
a write to a string literal or to const data; a stale pointer; a patch of code
an MDL that is unlocked twice or freed while locked, a write through a stale mapping, broken RAM
an MDL unlocked twice, or with a damaged page list; MmUnlockPages without MmProbeAndLockPages
an index or a length that is one too large, a string without its end: the instruction is the one to look at
an index or a length that is one too large, or negative
code or data in a pageable section (#pragma alloc_text(PAGE), PagedPool) used under a spin lock, in a DPC, timer or completion routine; a pointer that is NULL, freed or not initialized; a buffer of user mode touched in an arbitrary thread; the driver unloaded while a DPC, timer or callback of it was pending
kernel code, the system call table, IDT, GDT or MSRs patched; a stray write; broken RAM
large local variables, recursion, deep stacks of filter drivers
memory freed twice; freed with another tag than it was allocated with; an address freed that is not the beginning of a block; pool functions above DISPATCH_LEVEL, for paged pool above APC_LEVEL
memory used after it was freed or unmapped, or past its end; a pointer that is not initialized; __try does not catch it: system addresses are not probed
pool with a WORK_QUEUE_ITEM freed before its routine ran
pool with a timer or DPC freed, or the driver unloaded, before KeCancelTimer and KeFlushQueuedDpcs
the device object's StackSize was not set from the lower device (it was not attached with IoAttachDeviceToDeviceStack); an IRP of the driver's own allocated with too small a stack size; an IRP forwarded twice
the disk or its driver
the disk or its driver: the second parameter says how the read failed
the lock released twice, or on a path that did not take it
the lock taken again by the function that holds it, or by a routine that it calls: a completion routine, a callback; a lock that was never initialized or lies in freed memory
trap 8 is mostly a kernel stack that ran over: large local variables, recursion, deep stacks of filter drivers
two drivers that both think the IRP is theirs; a driver that completes an IRP after it forwarded it, or that returns it completed and completes it again in its cancel routine, timer or DPC
unload returned before KeCancelTimer and KeFlushQueuedDpcs, before work items and threads ended (IoAllocateWorkItem holds the driver, ExQueueWorkItem does not), or with a callback or completion routine still registered
unload returned while a timer, DPC, work item, thread, lookaside list or resource of the driver was still known to the system`, codes: `!!5+!!;-QYN!!!!!!!(!!!!B!!!!!!!W!!!&ADPPV0<TE">F'f2.!!!!!!!!!!!!!!!!!!!!4L!!!!!!!!!!!!?)!!M!K!!C!*GHaI8O@_!!9!!!!!!!!,!R!e!!!!!!!^/!!!!!!!TEZ!#X!!S!!!!!!:!!!!!1!!!!!3!!!!%!!!!!!!!!!!!!!!Uc!b!!!!!g67!!!!]!!d!!!!!!=!!!!!!!![J!` },
  },
};
