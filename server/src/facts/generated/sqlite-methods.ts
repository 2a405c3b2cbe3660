// Generated from server/data/sqlite-methods.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const sqliteMethodsTable: PackedTable<"member" | "position" | "since" | "need" | "when" | "signature" | "windows_stub" | "linux_stub" | "caution"> = {
  rows: 58,
  keys: [
    `sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_io_methods
sqlite3_mem_methods
sqlite3_mem_methods
sqlite3_mem_methods
sqlite3_mem_methods
sqlite3_mem_methods
sqlite3_mem_methods
sqlite3_mem_methods
sqlite3_mem_methods
sqlite3_mutex_methods
sqlite3_mutex_methods
sqlite3_mutex_methods
sqlite3_mutex_methods
sqlite3_mutex_methods
sqlite3_mutex_methods
sqlite3_mutex_methods
sqlite3_mutex_methods
sqlite3_mutex_methods
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs
sqlite3_vfs`,
  ],
  columns: {
    member: { width: 1, values: `iVersion
mxPathname
pAppData
pNext
szOsFile
xAccess
xCheckReservedLock
xClose
xCurrentTime
xCurrentTimeInt64
xDelete
xDeviceCharacteristics
xDlClose
xDlError
xDlOpen
xDlSym
xFetch
xFileControl
xFileSize
xFree
xFullPathname
xGetLastError
xGetSystemCall
xInit
xLock
xMalloc
xMutexAlloc
xMutexEnd
xMutexEnter
xMutexFree
xMutexHeld
xMutexInit
xMutexLeave
xMutexNotheld
xMutexTry
xNextSystemCall
xOpen
xRandomness
xRead
xRealloc
xRoundup
xSectorSize
xSetSystemCall
xShmBarrier
xShmLock
xShmMap
xShmUnmap
xShutdown
xSize
xSleep
xSync
xTruncate
xUnfetch
xUnlock
xWrite
zName`, codes: `!)HXUT4:W(3K-ONMP2V;5IRJ9Q#A=<?>DB@C!&"%Y#F,'60/1.GS*7+L8E` },
    position: { width: 1, values: `0
1
10
11
12
13
14
15
16
17
18
19
2
20
21
3
4
5
6
7
8
9`, codes: `!".1234567#%&'()*+,!".12345!".123456!".1234567#%&'()*+,-/0` },
    since: { width: 1, values: `
2
3`, codes: `!!!!!!!!!!!!!""""##!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"###` },
    need: { width: 1, values: `default
reached
required
tolerated`, codes: `###"""#"""#%#%"""""!#####%%#%!##"#%%###%"%#%"#%%%%"""%%%%%` },
    when: { width: 1, values: `
after each transaction, unless xDeviceCharacteristics says SQLITE_IOCAP_IMMUTABLE
before each allocation
before each transaction ends that has written
before each transaction, unless xDeviceCharacteristics says SQLITE_IOCAP_IMMUTABLE
for 'now' and CURRENT_TIMESTAMP, where there is no xCurrentTimeInt64 in a VFS of version 2
for a database in WAL mode, where there is an xShmMap
for each block that it gets or gives back
for each block that it gives back
for each database that is opened
for each file that it has opened
for each page that it reads
for load_extension, unless SQLITE_OMIT_LOAD_EXTENSION is defined
for random(), journals and temporary files
for sqlite3_sleep and while it waits for a lock with a busy timeout
for the size of each file that it opens
for the size of the buffer that xFullPathname writes to
in assertions of a build without NDEBUG
in nearly every function
in sqlite3_initialize
to know how many methods there are
when a block grows
when a connection is closed
when a database is opened with the name of a VFS
when a database or a journal becomes shorter
when it finds a journal that may have to be rolled back
when it looks for a journal, as it does for each database whose xDeviceCharacteristics does not say SQLITE_IOCAP_IMMUTABLE
when it writes
where mmap_size is not 0, unless SQLITE_MAX_MMAP_SIZE is 0
with a shared cache, and for sqlite3_mutex_try`, codes: `6,-=:%+&";+!+!(((>>!*7)#5!!5!!84?433612!9!+!<+..../0'!!!!!` },
    signature: { width: 1, values: `
const char *{name}(sqlite3_vfs *Vfs, const char *Name)
int {name}(int Size)
int {name}(sqlite3_file *File)
int {name}(sqlite3_file *File, const void *Buffer, int Length, sqlite3_int64 Offset)
int {name}(sqlite3_file *File, int *IsReserved)
int {name}(sqlite3_file *File, int Delete)
int {name}(sqlite3_file *File, int Flags)
int {name}(sqlite3_file *File, int Level)
int {name}(sqlite3_file *File, int Offset, int Count, int Flags)
int {name}(sqlite3_file *File, int Operation, void *Argument)
int {name}(sqlite3_file *File, int Page, int PageSize, int Extend, void volatile **Memory)
int {name}(sqlite3_file *File, sqlite3_int64 *Size)
int {name}(sqlite3_file *File, sqlite3_int64 Offset, int Length, void **Memory)
int {name}(sqlite3_file *File, sqlite3_int64 Offset, void *Memory)
int {name}(sqlite3_file *File, sqlite3_int64 Size)
int {name}(sqlite3_file *File, void *Buffer, int Length, sqlite3_int64 Offset)
int {name}(sqlite3_mutex *Mutex)
int {name}(sqlite3_vfs *Vfs, const char *Name, int Flags, int *Result)
int {name}(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName)
int {name}(sqlite3_vfs *Vfs, const char *Name, int SyncDirectory)
int {name}(sqlite3_vfs *Vfs, const char *Name, sqlite3_syscall_ptr Call)
int {name}(sqlite3_vfs *Vfs, double *Days)
int {name}(sqlite3_vfs *Vfs, int Length, char *Buffer)
int {name}(sqlite3_vfs *Vfs, int Length, char *Message)
int {name}(sqlite3_vfs *Vfs, int Microseconds)
int {name}(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
int {name}(sqlite3_vfs *Vfs, sqlite3_int64 *Time)
int {name}(void *AppData)
int {name}(void *Memory)
int {name}(void)
sqlite3_mutex *{name}(int Kind)
sqlite3_syscall_ptr {name}(sqlite3_vfs *Vfs, const char *Name)
void (*{name}(sqlite3_vfs *Vfs, void *Library, const char *Symbol))(void)
void *{name}(int Size)
void *{name}(sqlite3_vfs *Vfs, const char *Name)
void *{name}(void *Memory, int Size)
void {name}(sqlite3_file *File)
void {name}(sqlite3_mutex *Mutex)
void {name}(sqlite3_vfs *Vfs, int Length, char *Message)
void {name}(sqlite3_vfs *Vfs, void *Library)
void {name}(void *AppData)
void {name}(void *Memory)`, codes: `!%2&1).**',%%-+G(/0DLF?#>K!@@AHH3H33!!!!!!<645EICJ9;8:=7B"` },
    windows_stub: { width: 1, values: `
*IsReserved = 0;\\nreturn SQLITE_OK;
*Memory = NULL;\\nreturn SQLITE_OK;
*Result = 0;\\nreturn SQLITE_OK;
LARGE_INTEGER counter = KeQueryPerformanceCounter(NULL);\\nULONG state = counter.LowPart ^ (ULONG)counter.HighPart;\\nint index;\\n\\nfor (index = 0; index < Length; index++) {\\n\\tstate = state * 1664525 + 1013904223;\\n\\tBuffer[index] = (char)(state >> 24);\\n}\\nreturn Length;
LARGE_INTEGER interval;\\n\\ninterval.QuadPart = -10LL * Microseconds;\\nKeDelayExecutionThread(KernelMode, FALSE, &interval);\\nreturn Microseconds;
int index;\\n\\nfor (index = 0; index < Length; index++) {\\n\\tFullName[index] = Name[index];\\n\\tif (Name[index] == '\\\\0') {\\n\\t\\treturn SQLITE_OK;\\n\\t}\\n}\\nreturn SQLITE_CANTOPEN;
int oldSize = {xSize}(Memory);\\nvoid *larger;\\n\\nif (Size <= oldSize) {\\n\\treturn Memory;\\n}\\nlarger = {xMalloc}(Size);\\nif (larger != NULL && Memory != NULL) {\\n\\tRtlCopyMemory(larger, Memory, (SIZE_T)oldSize);\\n\\t{xFree}(Memory);\\n}\\nreturn larger;
return (Size + 7) & ~7;
return 0;
return SQLITE_BUSY;
return SQLITE_NOTFOUND;
return SQLITE_OK;
return SQLITE_READONLY;`, codes: `!.!//!!.."-!+!!!!#.!!)!*.!!.!!!!,!!!!!!!!!!!%(!!!!&'!!!!!!` },
    linux_stub: { width: 1, values: `
*IsReserved = 0;\\nreturn SQLITE_OK;
*Memory = NULL;\\nreturn SQLITE_OK;
*Result = 0;\\nreturn SQLITE_OK;
fsleep(Microseconds);\\nreturn Microseconds;
get_random_bytes(Buffer, Length);\\nreturn Length;
int old_size = {xSize}(Memory);\\nvoid *larger;\\n\\nif (Size <= old_size)\\n\\treturn Memory;\\nlarger = {xMalloc}(Size);\\nif (larger && Memory) {\\n\\tmemcpy(larger, Memory, old_size);\\n\\t{xFree}(Memory);\\n}\\nreturn larger;
return (Size + 7) & ~7;
return 0;
return SQLITE_BUSY;
return SQLITE_NOTFOUND;
return SQLITE_OK;
return SQLITE_READONLY;
return strscpy(FullName, Name, Length) < 0 ? SQLITE_CANTOPEN : SQLITE_OK;`, codes: `!-!..!!--",!*!!!!#-!!(!)-!!-!!!!+!!!!!!!!!!!%/!!!!'&!!!!!!` },
    caution: { width: 1, values: `
it finds no journal: right for files that are only read
right for files that are only read or have one connection
right where xOpen opens nothing`, codes: `!%!!!!!##!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"!!!!!!!!!!!!!` },
  },
};
