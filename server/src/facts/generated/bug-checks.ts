// Generated from server/data/bug-checks.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const bugChecksTable: PackedTable<"value" | "meaning"> = {
  rows: 83,
  keys: [
    `APC_INDEX_MISMATCH
ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY
ATTEMPTED_SWITCH_FROM_DPC
ATTEMPTED_WRITE_TO_READONLY_MEMORY
BAD_POOL_CALLER
BAD_POOL_HEADER
BUGCODE_NDIS_DRIVER
BUGCODE_USB_DRIVER
CLOCK_WATCHDOG_TIMEOUT
CRITICAL_OBJECT_TERMINATION
CRITICAL_PROCESS_DIED
DATA_BUS_ERROR
DEVICE_QUEUE_NOT_BUSY
DPC_WATCHDOG_VIOLATION
DRIVER_CAUGHT_MODIFYING_FREED_POOL
DRIVER_CORRUPTED_EXPOOL
DRIVER_CORRUPTED_MMPOOL
DRIVER_IRQL_NOT_LESS_OR_EQUAL
DRIVER_LEFT_LOCKED_PAGES_IN_PROCESS
DRIVER_OVERRAN_STACK_BUFFER
DRIVER_PAGE_FAULT_BEYOND_END_OF_ALLOCATION
DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL
DRIVER_PORTION_MUST_BE_NONPAGED
DRIVER_POWER_STATE_FAILURE
DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS
DRIVER_UNMAPPING_INVALID_VIEW
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_IOMANAGER_VIOLATION
FATAL_UNHANDLED_HARD_ERROR
FAT_FILE_SYSTEM
FILE_SYSTEM
HAL_INITIALIZATION_FAILED
HAL_MEMORY_ALLOCATION
IMPERSONATING_WORKER_THREAD
INACCESSIBLE_BOOT_DEVICE
INCONSISTENT_IRP
INTERRUPT_EXCEPTION_NOT_HANDLED
INVALID_FLOATING_POINT_STATE
IRQL_GT_ZERO_AT_SYSTEM_SERVICE
IRQL_NOT_DISPATCH_LEVEL
IRQL_NOT_GREATER_OR_EQUAL
IRQL_NOT_LESS_OR_EQUAL
KERNEL_APC_PENDING_DURING_EXIT
KERNEL_AUTO_BOOST_INVALID_LOCK_RELEASE
KERNEL_DATA_INPAGE_ERROR
KERNEL_MODE_EXCEPTION_NOT_HANDLED
KERNEL_MODE_HEAP_CORRUPTION
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_STACK_INPAGE_ERROR
KMODE_EXCEPTION_NOT_HANDLED
MANUALLY_INITIATED_CRASH
MANUALLY_INITIATED_CRASH1
MEMORY_MANAGEMENT
MULTIPLE_IRP_COMPLETE_REQUESTS
MUTEX_LEVEL_NUMBER_VIOLATION
NMI_HARDWARE_FAILURE
NO_EXCEPTION_HANDLING_SUPPORT
NO_MORE_IRP_STACK_LOCATIONS
NTFS_FILE_SYSTEM
PAGE_FAULT_BEYOND_END_OF_ALLOCATION
PAGE_FAULT_IN_FREED_SPECIAL_POOL
PAGE_FAULT_IN_NONPAGED_AREA
PANIC_STACK_SWITCH
PFN_LIST_CORRUPT`,
    `PNP_DETECTED_FATAL_ERROR
RDR_FILE_SYSTEM
REFERENCE_BY_POINTER
REGISTRY_ERROR
RESOURCE_NOT_OWNED
SPIN_LOCK_ALREADY_OWNED
SPIN_LOCK_NOT_OWNED
SYSTEM_SCAN_AT_RAISED_IRQL_CAUGHT_IMPROPER_DRIVER_UNLOAD
SYSTEM_SERVICE_EXCEPTION
SYSTEM_THREAD_EXCEPTION_NOT_HANDLED
THREAD_NOT_MUTEX_OWNER
THREAD_STUCK_IN_DEVICE_DRIVER
TIMER_OR_DPC_INVALID
UNEXPECTED_KERNEL_MODE_TRAP
VIDEO_TDR_FAILURE
VIDEO_TDR_TIMEOUT_DETECTED
WDF_VIOLATION
WHEA_UNCORRECTABLE_ERROR
WORKER_INVALID`,
  ],
  columns: {
    value: { width: 1, values: `0x1
0x10
0x101
0x10D
0x11
0x116
0x117
0x124
0x133
0x139
0x13A
0x162
0x18
0x19
0x1A
0x1E
0x2
0x20
0x22
0x23
0x24
0x27
0x2A
0x2B
0x2E
0x35
0x3B
0x3D
0x44
0x4A
0x4C
0x4E
0x50
0x51
0x5C
0x77
0x7A
0x7B
0x7C
0x7E
0x7F
0x8
0x80
0x8E
0x9
0x9F
0xA
0xAC
0xB
0xB8
0xBE
0xC2
0xC4
0xC5
0xC6
0xC7
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
0xDEADDEAD
0xDF
0xE2
0xE3
0xE4
0xE7
0xEA
0xEF
0xF
0xF4
0xF7
0xFC
0xFE`, codes: `!uSTU/Hv#sq:2*XWcd]thgeOaiVZ@54DQkG8=o?KNP3-FM,+E1lj0>bLR;6_^B9A[7.Cmr"f<I&pYJ'(%)n` },
    meaning: { width: 1, values: `APCs or critical regions were disabled and enabled unequally often
Driver Verifier caught a mistake
Driver Verifier's I/O checks caught a mistake
Plug and Play caught a driver's mistake
a DPC ran too long, or DISPATCH_LEVEL was held too long
a DPC waited, or otherwise gave up the processor
a USB driver made a mistake
a call at too low an IRQL
a call that needs DISPATCH_LEVEL
a check found a kernel structure damaged: a list entry, a stack cookie
a device queue is not busy though it should be
a display driver did not answer in time
a display driver did not recover from a time-out
a display driver waits in a loop for its hardware
a driver did not finish a power request, or is in a wrong state
a driver ran code in memory that is not executable
a driver touched freed special pool
a driver touched pageable or invalid memory at DISPATCH_LEVEL or above
a driver touched special pool past its end
a driver unmapped an address that is not mapped
a driver was unloaded with work pending
a driver wrote past a buffer on its stack
a driver wrote to read-only memory
a file system found something wrong
a framework driver made a mistake; !wdfkd.wdflogdump tells more
a hard error that nobody handled
a lock was released that the thread does not own
a network driver made a mistake
a page of a kernel stack could not be read in
a page of kernel data could not be read in
a pool block's header is damaged, mostly by writing past the block before
a process died without which Windows does not go on
a process or thread died without which Windows does not go on
a processor no longer takes clock interrupts
a spin lock was released that nobody owns
a spin lock was taken twice by the same processor
a thread left APCs disabled, or a critical region entered
a thread released a mutex that it does not own
a thread released a resource that it does not own
a thread returned to user mode above PASSIVE_LEVEL
a timer or DPC lies in memory where none may be
a trap that the kernel cannot handle, such as a stack overflow
a work item lies in memory where none may be
a work item went on impersonating after it returned
a wrong call of a pool function: freed twice, wrong tag, wrong IRQL
an IRP contradicts itself
an IRP was completed twice
an IRP was passed to more drivers than it has stack locations
an exception in a system thread that nobody handled
an exception in an interrupt routine that nobody handled
an exception in kernel code that nobody handled
an exception in kernel code that runs for a system call
an exception where exceptions cannot be handled
an invalid system address was touched
an object's reference count is wrong
fastfat.sys found something wrong
freed pool was written
freed special pool was touched
memory or hardware failed
mutexes were taken in a forbidden order
ntfs.sys found something wrong
pageable code or data of a driver was touched at DISPATCH_LEVEL or above
pageable or invalid memory was touched at DISPATCH_LEVEL or above
pages are still locked after the request that locked them
pool is damaged
pool is damaged; it was found at DISPATCH_LEVEL or above
somebody asked for it from the debugger
somebody asked for it from the keyboard
special pool was touched past its end
the HAL could not start
the HAL got no memory
the boot volume cannot be reached
the driver left work behind: a timer, DPC, work item or thread
the hardware failed
the kernel stack ran over
the list of page frames is damaged, often by a bad MDL
the memory manager found its structures damaged
the redirector found something wrong
the registry is damaged
the saved floating point state is not valid`, codes: `!1'8N@=(CBA],&Zee3c742a0l5"#;Y9ijMkOSsI*)bF<?Td+>TgfpP^mVQ_h[Wno%qXrHED6URG/JK.-:mL` },
  },
};
