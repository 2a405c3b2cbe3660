// Generated from server/data/call-fixes.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const callFixesTable: PackedTable<"platform" | "template" | "result" | "when" | "format" | "needs" | "family" | "preferred" | "title"> = {
  rows: 280,
  keys: [
    `CRITICAL_SECTION
CloseHandle
CloseHandle
CoTaskMemAlloc
CoTaskMemAlloc
CoTaskMemFree
CoTaskMemFree
CreateFile
CreateFileA
CreateFileW
DebugBreak
DecodePointer
DeleteCriticalSection
DeleteCriticalSection
DeleteFile
DeleteFile
DeleteFileA
DeleteFileA
DeleteFileW
DeleteFileW
EncodePointer
EnterCriticalSection
EqualSid
ExAcquireResourceExclusive
ExAcquireResourceShared
ExConvertExclusiveToShared
ExDeleteResource
ExInitializeResource
ExInterlockedAddLargeStatistic
ExInterlockedDecrementLong
ExInterlockedExchangeUlong
ExInterlockedIncrementLong
ExReleaseResource
ExReleaseResourceForThread
ExitThread
FormatMessage
FormatMessage
FormatMessageA
FormatMessageA
FormatMessageW
FormatMessageW
GetCurrentProcess
GetCurrentProcessId
GetCurrentProcessorNumber
GetCurrentThread
GetCurrentThreadId
GetFileSizeEx
GetFileSizeEx
GetLengthSid
GetSystemTimeAsFileTime
GetSystemTimePreciseAsFileTime
GetTickCount
GetTickCount64
GlobalAlloc
GlobalAlloc
GlobalAlloc
GlobalAlloc
GlobalFree
GlobalFree
GlobalLock
GlobalUnlock
HeapAlloc
HeapAlloc
HeapAlloc`,
    `HeapAlloc
HeapFree
HeapFree
HeapReAlloc
HeapReAlloc
InitializeCriticalSection
InitializeCriticalSectionAndSpinCount
InitializeCriticalSectionAndSpinCount
InitializeCriticalSectionEx
InitializeCriticalSectionEx
IoAttachDeviceToDeviceStack
IoCreateUnprotectedSymbolicLink
IoUnregisterPlugPlayNotification
IsDebuggerPresent
IsProcessorFeaturePresent
IsValidSid
KeAttachProcess
KeBugCheck
KeDetachProcess
KeGetCurrentProcessorNumber
KeQueryActiveProcessorCount
KeQueryMaximumProcessorCount
LPCRITICAL_SECTION
LeaveCriticalSection
LocalAlloc
LocalAlloc
LocalAlloc
LocalAlloc
LocalFree
LocalFree
LocalLock
LocalUnlock
MessageBoxA
MessageBoxW
MmGetSystemAddressForMdl
MmGetSystemAddressForMdl
MmMapLockedPages
MmMapLockedPages
NdisUpcaseUnicodeString
OutputDebugString
OutputDebugString
OutputDebugStringA
OutputDebugStringW
OutputDebugStringW
PCRITICAL_SECTION
PRTL_CRITICAL_SECTION
PTHREAD_MUTEX_INITIALIZER
PoCallDriver
PoStartNextPowerIrp
QueryPerformanceCounter
QueryPerformanceFrequency
QueryUnbiasedInterruptTime
RTL_CRITICAL_SECTION
ReadFile
ReadFile
RegCloseKey
RtlRandom
RtlVolumeDeviceToDosName
SeImpersonateClient
SeLengthSid
SetEvent
SetLastError
Sleep
SleepEx`,
    `StrCatA
StrCatA
StrCatW
StrCatW
StrCpyA
StrCpyA
StrCpyW
StrCpyW
TryEnterCriticalSection
VirtualAlloc
VirtualAlloc
VirtualFree
VirtualFree
WaitForSingleObject
WriteFile
WriteFile
ZwQuerySystemTime
ZwQuerySystemTime
_fstrcat
_fstrcat
_fstrcpy
_fstrcpy
_snprintf
_snwprintf
_vsnprintf
_vsnwprintf
arc4random
asprintf
assert
atoi
atol
atoll
calloc
calloc
calloc
calloc
fprintf
fprintf
fprintf
fprintf
fprintf_s
fprintf_s
fputs
fputs
free
free
free
geteuid
getgid
getpagesize
getpid
getppid
getrandom
getrandom
gettid
getuid
lstrcatA
lstrcatA
lstrcatW
lstrcatW
lstrcpyA
lstrcpyA
lstrcpyW
lstrcpyW`,
    `lstrlenA
lstrlenW
malloc
malloc
malloc
malloc
nsprintf
nsprintf
printf
printf
printf_s
pthread_mutex_destroy
pthread_mutex_init
pthread_mutex_lock
pthread_mutex_t
pthread_mutex_trylock
pthread_mutex_unlock
putchar
putchar
puts
puts
qsort
rand
realloc
realloc
realloc
realloc
realloc
reallocarray
reallocarray
sched_yield
sleep
sprintf
sprintf
sprintfA
sprintfA
sprintfW
sprintfW
strcat
strcat
strcatA
strcatA
strcatW
strcatW
strcpy
strcpy
strcpyA
strcpyA
strcpyW
strcpyW
strdup
strdup
strncat
strncpy
strndup
strndup
strtol
strtoll
strtoul
strtoull
swprintf
swprintf
timeGetTime
ualstrcpyW`,
    `ualstrcpyW
usleep
usleep
vfprintf
vfprintf
vprintf
vprintf
vsnprintf
vsprintf
vsprintf
wcscat
wcscat
wcscpy
wcscpy
wcsncat
wcsncpy
wsprintfA
wsprintfA
wsprintfW
wsprintfW
wvsprintfA
wvsprintfA
wvsprintfW
wvsprintfW`,
  ],
  columns: {
    platform: { width: 1, values: `linux
windows`, codes: `""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""!"""""""""""""""""""""""""""""""""""""""""""!!!!!!""!!""!!""""""!!!!!!!!!!""""""""""""!!"""!"!!!!!!"!"!!!"""!!!!!!""""""""""""""""""!!""!!!!!!"""""!!"""!"""""""""""""""""` },
    template: { width: 2, values: `
(!KdRefreshDebuggerNotPresent())
(!mutex_trylock({0}))
((int)(get_random_u32() >> 1))
((int)PAGE_SIZE)
((void)0)
(ExInitializeFastMutex({0}), TRUE)
(KeQueryInterruptTime() / 10000)
(ULONG)(KeQueryInterruptTime() / 10000)
(ULONG)InterlockedExchange((volatile LONG *){(0)}, (LONG){(1)})
(get_random_bytes({0}, {1}), {(1)})
(int)strlen({0})
(int)wcslen({0})
0
DbgBreakPoint()
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "%s", {0})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "%s: %s\\\\n", {2}, {1})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "%ws: %ws\\\\n", {2}, {1})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "status %08lx\\\\n", {?status});
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, {1..})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%c", {0})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%s", {0})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%s", {narrow 0})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%s\\\\n", {0})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%ws", {0})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, {0..})
DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, {1..})
ExAcquireFastMutex({0})
ExAcquireResourceExclusiveLite({0}, {1})
ExAcquireResourceSharedLite({0}, {1})
ExConvertExclusiveToSharedLite({0})
ExDeleteResourceLite({0})
ExFreePoolWithTag({0}, {tag})
ExFreePoolWithTag({2}, {tag})
ExInitializeFastMutex({0})
ExInitializeResourceLite({0})
ExIsProcessorFeaturePresent({0})
ExReleaseFastMutex({0})
ExReleaseResourceForThreadLite({0}, {1})
ExReleaseResourceLite({0})
ExTryToAcquireFastMutex({0})
FAST_MUTEX
HandleToULong(PsGetCurrentProcessId())
HandleToULong(PsGetCurrentThreadId())
InitializeObjectAttributes(&{?attributes}, &{?name}, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);\\n{?status} = ZwCreateFile(&{=}, {1} | SYNCHRONIZE, &{?attributes}, &{?ioStatus}, NULL, FILE_ATTRIBUTE_NORMAL, {2}, {4 OPEN_EXISTING=FILE_OPEN CREATE_NEW=FILE_CREATE OPEN_ALWAYS=FILE_OPEN_IF CREATE_ALWAYS=FILE_OVERWRITE_IF TRUNCATE_EXISTING=FILE_OVERWRITE}, FILE_SYNCHRONOUS_IO_NONALERT | FILE_NON_DIRECTORY_FILE, NULL, 0);
InterlockedAdd64(&({0})->QuadPart, {1})
InterlockedDecrement({0})
InterlockedIncrement({0})
IoAttachDeviceToDeviceStackSafe({0}, {1}, &{=});
IoCallDriver({0}, {1})
IoCreateSymbolicLink({0}, {1})
IoUnregisterPlugPlayNotificationEx({0})
IoVolumeDeviceToDosName({0}, {1})
KeBugCheckEx({0}, 0, 0, 0, 0)
KeGetCurrentProcessorNumberEx(NULL)
KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS)
KeQueryMaximumProcessorCountEx(ALL_PROCESSOR_GROUPS)
KeQueryPerformanceCounter({0})
KeQuerySystemTime((PLARGE_INTEGER){(0)})
KeQuerySystemTime({0})
KeQuerySystemTimePrecise((PLARGE_INTEGER){(0)})
KeQuerySystemTimePrecise({0})
KeStackAttachProcess({0}, &{?apcState})
KeUnstackDetachProcess(&{?apcState})
MmGetSystemAddressForMdlSafe({0}, NormalPagePriority | MdlMappingNoExecute)
MmGetSystemAddressForMdlSafe({0}, NormalPagePriority)
MmMapLockedPagesSpecifyCache({0}, {1}, MmCached, NULL, TRUE, HighPagePriority | MdlMappingNoExecute)
MmMapLockedPagesSpecifyCache({0}, {1}, MmCached, NULL, TRUE, HighPagePriority)
NT_SUCCESS(ZwClose({0}))
NT_SUCCESS(ZwDeleteFile(&{?attributes}))
NT_SUCCESS(ZwQueryInformationFile({0}, &{?ioStatus}, &{?standard}, sizeof({?standard}), FileStandardInformation))
NT_SUCCESS(ZwReadFile({0}, NULL, NULL, NULL, &{?ioStatus}, {1}, {2}, {?NULL}, NULL))
NT_SUCCESS(ZwWriteFile({0}, NULL, NULL, NULL, &{?ioStatus}, {1}, {2}, {?NULL}, NULL))
PFAST_MUTEX
PsTerminateSystemThread({0})
RtlEqualSid({0}, {1})
RtlLengthSid({0})
RtlRandomEx({0})
RtlStringCbCatA({0}, sizeof({0}), {1})
RtlStringCbCatA({0}, {?bytes}, {1})
RtlStringCbCatW({0}, sizeof({0}), {1})
RtlStringCbCatW({0}, {?bytes}, {1})
RtlStringCbCopyA({0}, sizeof({0}), {1})
RtlStringCbCopyA({0}, {?bytes}, {1})
RtlStringCbCopyW({0}, sizeof({0}), {1})
RtlStringCbCopyW({0}, {?bytes}, {1})
RtlStringCbPrintfA({0}, sizeof({0}), {1..})
RtlStringCbPrintfA({0}, {?bytes}, {1..})
RtlStringCbPrintfW({0}, sizeof({0}), {1..})
RtlStringCbPrintfW({0}, {?bytes}, {1..})
RtlStringCbVPrintfA({0}, sizeof({0}), {1}, {2})
RtlStringCbVPrintfA({0}, {?bytes}, {1}, {2})
RtlStringCbVPrintfW({0}, sizeof({0}), {1}, {2})
RtlStringCbVPrintfW({0}, {?bytes}, {1}, {2})
RtlStringCchCatNA({0}, sizeof({0}), {1}, {2})
RtlStringCchCatNW({0}, RTL_NUMBER_OF({0}), {1}, {2})
RtlStringCchCopyNA({0}, sizeof({0}), {1}, {2})
RtlStringCchCopyNW({0}, RTL_NUMBER_OF({0}), {1}, {2})
RtlStringCchPrintfA({0}, {1}, {2..})
RtlStringCchPrintfW({0}, {1}, {2..})
RtlStringCchVPrintfA({0}, {1}, {2..})
RtlStringCchVPrintfW({0}, {1}, {2..})
RtlUpcaseUnicodeString({0}, {1}, FALSE)
RtlValidSid({0})
SeImpersonateClientEx({0}, {1})
WARN_ON(!{(0)})
ZwClose({0})
ZwCurrentProcess()
ZwCurrentThread()
ZwDeleteFile(&{?attributes})
ZwQueryInformationFile({0}, &{?ioStatus}, &{?standard}, sizeof({?standard}), FileStandardInformation)
ZwReadFile({0}, NULL, NULL, NULL, &{?ioStatus}, {1}, {2}, {?NULL}, NULL)
ZwSetEvent({0}, NULL)
ZwWaitForSingleObject({0}, FALSE, NULL)
ZwWriteFile({0}, NULL, NULL, NULL, &{?ioStatus}, {1}, {2}, {?NULL}, NULL)
__MUTEX_INITIALIZER({=})
cond_resched()
from_kgid(&init_user_ns, current_gid())
from_kuid(&init_user_ns, current_euid())
from_kuid(&init_user_ns, current_uid())
fsleep({0})
get_random_bytes({0}, {1})
get_random_u32()
if (kstrtoint({0}, 10, &{=}))\\n\\t{=} = 0;
if (kstrtol({0}, 10, &{=}))\\n\\t{=} = 0;
if (kstrtol({0}, {2}, &{=}))\\n\\t{=} = 0;
if (kstrtoll({0}, 10, &{=}))\\n\\t{=} = 0;
if (kstrtoll({0}, {2}, &{=}))\\n\\t{=} = 0;
if (kstrtoul({0}, {2}, &{=}))\\n\\t{=} = 0;
if (kstrtoull({0}, {2}, &{=}))\\n\\t{=} = 0;
if ({0} != NULL) {\\n\\tExFreePoolWithTag({0}, {tag});\\n}
if ({2} != NULL) {\\n\\tExFreePoolWithTag({2}, {tag});\\n}
kcalloc({0}, {1}, GFP_ATOMIC)
kcalloc({0}, {1}, GFP_KERNEL)
kfree({0})
kmalloc({0}, GFP_ATOMIC)
kmalloc({0}, GFP_KERNEL)
krealloc({0}, {1}, GFP_ATOMIC)
krealloc({0}, {1}, GFP_KERNEL)
krealloc_array({0}, {1}, {2}, GFP_ATOMIC)
krealloc_array({0}, {1}, {2}, GFP_KERNEL)
kstrdup({0}, GFP_ATOMIC)
kstrdup({0}, GFP_KERNEL)
kstrndup({0}, {1}, GFP_ATOMIC)
kstrndup({0}, {1}, GFP_KERNEL)
mutex_destroy({0})
mutex_init({0})
mutex_lock({0})
mutex_unlock({0})
pr_cont("%c", {0})
pr_err({1..})
pr_info("%s\\\\n", {0})
pr_info({0..})
pr_info({1..})
sort({0}, {1}, {2}, {3}, NULL)
ssleep({0})
struct mutex
task_pid_nr(current)
task_ppid_nr(current)
task_tgid_nr(current)
usleep_range({0}, 2 * {(0)})
vDbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, {1}, {2})
vDbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, {0}, {1})
vDbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, {1}, {2})
vprintk({0}, {1})
{(0)}
{*0} = KeQueryPerformanceCounter(NULL)
{*0} = KeQueryUnbiasedInterruptTime()
{*0} = kasprintf(GFP_KERNEL, {1..})
{\\n\\tLARGE_INTEGER {new interval};\\n\\n\\t{new interval}.QuadPart = -10000LL * {(0)};\\n\\tKeDelayExecutionThread(KernelMode, FALSE, &{new interval});\\n}
{\\n\\tPVOID {new memory} = {pool nonpaged any 1};\\n\\n\\tif ({new memory} != NULL && {0} != NULL) {\\n\\t\\tRtlCopyMemory({new memory}, {0}, {?bytesToKeep});\\n\\t\\tExFreePoolWithTag({0}, {tag});\\n\\t}\\n\\t{=} = {new memory};\\n}
{\\n\\tPVOID {new memory} = {pool nonpaged any 3};\\n\\n\\tif ({new memory} != NULL && {2} != NULL) {\\n\\t\\tRtlCopyMemory({new memory}, {2}, {?bytesToKeep});\\n\\t\\tExFreePoolWithTag({2}, {tag});\\n\\t}\\n\\t{=} = {new memory};\\n}
{\\n\\tPVOID {new memory} = {pool nonpaged zeroed 3};\\n\\n\\tif ({new memory} != NULL && {2} != NULL) {\\n\\t\\tRtlCopyMemory({new memory}, {2}, {?bytesToKeep});\\n\\t\\tExFreePoolWithTag({2}, {tag});\\n\\t}\\n\\t{=} = {new memory};\\n}
{pool nonpaged any 0}
{pool nonpaged any 1}
{pool nonpaged any 2}
{pool nonpaged zeroed 0*1}
{pool nonpaged zeroed 1}
{pool nonpaged zeroed 2}
{pool paged any 0}
{pool paged any 1}
{pool paged any 2}
{pool paged zeroed 0*1}
{pool paged zeroed 1}
{pool paged zeroed 2}`, codes: `!K"1!h"v"|!B"I!N!N!N!0"n!!!'"4!i"4!i"4!i"n!=!o!>!?!@!A!E!O!P!+!Q!I!H!n!4!/!4!/!4!/"2!L!X"3!M"5!j!p!]!_!*!)"z#""w"}!B"I"n!!"{##"x"~!C"J"u"t!D!D!(!D!(!R!T!U!"!F".!b!W!c!X!Y!Z!m!G"z#""w"}!B"I"n!!!2!3!d!e!f!g"-!7!8!7!8!:!m!m":!S!!"o!["p!K"6!k"1!q!V"/!p"7!!"r"r!r!s!t!u!v!w!x!y!J"z#"!B"I"8"9!l!a!^!r!s!v!w")"*"+","A"q"0"B"C"E"y#!"L"K!5!<"^"b!5!<!1!7!B"I"M"="<!&"h"g!,"@"f">!r!s!t!u!v!w!x!y!-!."v"|"O"N!z!{!;"a!;"X"Y"Z"e!#"[!6"]!9"_"c!%"w"}"s"Q"P"S"R";"d!z!{!z!{!|!}!r!s!r!s!t!u!v!w!v!w!x!y"U"T"%"'"W"V"D"F"G"H!|!}!*!x!y"i"?"j"l"k"m"+!~"!!t!u!x!y"&"(!z!{!|!}!~"!"""#` },
    result: { width: 1, values: `any
assigned
initialiser
statement
type
unused
used`, codes: `&'(!!'%"""!!%!'('('(!!!!!!!!''!''''%(%(%(!!!!!'(!''!!!!!!'%!%!!!!'%""!'('("!!!!!'!'!!!&!!!!!'%!%''!!!!!'''''&&#!%'''&'('!!'!'%%%''''''''!!!'%!'(''''''''''!''"""!!!!'''''''''%!!!!!!('!!''''''''!!!!!!''''''''&!''''''!!!"!!!!''''''''''''''''''''!!''!!""""''!'''''''''''''''''''''''''` },
    when: { width: 1, values: `
0!:chars
0!:nonnull;0:simple
0!:wchars
0!:wchars;1:wide
0!:wide-ascii
0!=INFINITE|MAXULONG|MAXDWORD;0!=-1
0!=INFINITE|MAXULONG|MAXDWORD;0!=-1;1=FALSE|0
0!=NULL
0:chars
0:narrow
0:nonnull
0:wchars
0:wchars;1:wide
0:wide-ascii
0=LMEM_FIXED|GMEM_FIXED|0
0=LPTR|GPTR|LMEM_ZEROINIT|GMEM_ZEROINIT
0=NULL
0=NULL;2&MEM_COMMIT;3=PAGE_READWRITE
0=stderr
0=stdout
1!&HEAP_ZERO_MEMORY;1!&HEAP_GENERATE_EXCEPTIONS
1!&HEAP_ZERO_MEMORY;1!&HEAP_REALLOC_IN_PLACE_ONLY;1!&HEAP_GENERATE_EXCEPTIONS
1&HEAP_ZERO_MEMORY;1!&HEAP_GENERATE_EXCEPTIONS
1&HEAP_ZERO_MEMORY;1!&HEAP_REALLOC_IN_PLACE_ONLY;1!&HEAP_GENERATE_EXCEPTIONS
1:simple
1=INFINITE
1=NULL|0
1=stderr
1=stdout
2!:nonnull;2:simple
2:nonnull
2:simple
2=MEM_RELEASE;0!:nonnull;0:simple
2=MEM_RELEASE;0:nonnull
target<6.2
target>=6.2`, codes: `!!!!!-#!!!!!!!!!!!!!!!!!!!!!!;B;!!!!!!!!!!!!!!!!!!!!!2211-#!!9977A@:8!!!!!!!!!!!!!!!3!!!2211-#!!!!FEFE!,0!0'!!!!!!!!!!!!!!!!!!()+".%+".%!44DC<!!FE+"+"!!!!!!!!!!!!!!565656>?-#!!!!!!!!!!+".%+".%!!!!!!+"!!!!!!!!!!!!!!!33*!!!!!!+"+".%+"+".%+"+".%!!++!!====/&!.%!!56!!!+".%.%..+".%+".%` },
    format: { width: 1, values: `
0
1`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!#!!!!!!!!######!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"""!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!##""!!!!!!!!!!!!!!!!!` },
    needs: { width: 1, values: `
linux/cred.h
linux/delay.h
linux/kernel.h|linux/module.h
linux/mm.h
linux/mutex.h
linux/printk.h|linux/kernel.h|linux/module.h|linux/device.h
linux/random.h
linux/sched.h
linux/slab.h
linux/sort.h
linux/string.h|linux/slab.h
ntstrsafe.h`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!'!!!!!!!!!!!!!!!!!........!!!!!!!!!!........)%!%%%!!++!!((!!!!!!+""&**))*"........!!!!++..!(!''''''!(!(,)!!!++++*#..................--..--%%%%..!..##!!!(.................` },
    family: { width: 1, values: `
CRITICAL_SECTION
memory
pthread_mutex_t`, codes: `"!!####!!!!!""!!!!!!!"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!######!!########"""""!!!!!!!!!!!!""######!!!!!!!!!!!!!!""%!!!!!"!!!!!!!!!!!!!!!!!!!"####!!!!!!!!!!!!!!!!!!!##!!!!!!!!!!##!!!!!!!!!!!!!!!!!!!!##!!!!!!!%%%%%%!!!!!!###!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    preferred: { width: 1, values: `no
sleeps
yes`, codes: `!###!##!!!#!!!!!!!!!!!!##!!!!#####!!!!!!!##!##!!!!!###!#!##!!#!#!##!!!!!!!!!!!#!!#!!!!!!#!#!##!!!!!!!######!!!!#####!!!#!#!#!!###!#!#!#!!!!!!!!!###!#!!!!!#!!!!!#!"!###########!!###!##!#!#!#!#!!!#!"!#!###!!!!!!#!###!#!!"!"!!##!#!#!#!#!#!#!#!#!"!#!"!!!!!#!##!#!###!!#!#!#!#!#!#!#!#!` },
    title: { width: 1, values: `
%ws at PASSIVE_LEVEL only
Linux 5.8 and later
always ends the text
as if there were no text
asks for a kernel debugger
check the result for NULL
counts over all groups
declared in ntifs.h
ends the text, does not fill up with zeros
fill in how much of the old memory to keep
fill in the FILE_STANDARD_INFORMATION
fill in the OBJECT_ATTRIBUTES
fill in the name
fill in the size of the buffer in bytes
fill in the status block and offset
for atomic context
for code below DISPATCH_LEVEL alone
gives other numbers
goes on after the warning
in a thread of PsCreateSystemThread
in the first user namespace
it is not recursive, and not for atomic context
it lies in nonpaged memory, is not recursive, and raises to APC_LEVEL
keep the pointer as it is
log the status code instead of its text
not executable
not from the notification itself
of an ERESOURCE
pool memory does not move
returns a status
takes the whole string, or fails
the kernel has no last error
which does not take NULL
with a KAPC_STATE
with the KAPC_STATE of the attaching call
with the usual access control`, codes: `9!!!3!!///!:!!......:!*!!>>>!!!!!!6;&;&;&!!)!!--*!!!!!3!3!!??!3!3!!,,!!!!!@F='!*D!E)))!!!3!3!!??!"((<!!!!!!"!!!!!!!!911!4!@!*B!!!0!0!0!0!!3!!*11!!!0!0%%%%!!5AAA!3!2!!!!!!!!!!!77!!!!!!7!0!0!0!0CC!3!2!0!!!!!!8!!!!!!!!!3,!2!2!!!0!0!0!0!0!0!0!0!0!2!+!2AAAA!0!!0!#!!!!%!0!0!0!+!0!0!0!0` },
  },
};
