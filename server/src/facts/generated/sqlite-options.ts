// Generated from server/data/sqlite-options.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const sqliteOptionsTable: PackedTable<"kind" | "value" | "write" | "instead" | "platform" | "because"> = {
  rows: 25,
  keys: [
    `SQLITE_DEFAULT_LOOKASIDE
SQLITE_DEFAULT_MEMSTATUS
SQLITE_DQS
SQLITE_JSON_MAX_DEPTH
SQLITE_MAX_COMPOUND_SELECT
SQLITE_MAX_EXPR_DEPTH
SQLITE_MAX_LIKE_PATTERN_LENGTH
SQLITE_MAX_MMAP_SIZE
SQLITE_MEMDEBUG
SQLITE_MUTEX_PTHREADS
SQLITE_MUTEX_W32
SQLITE_OMIT_AUTOINIT
SQLITE_OMIT_DEPRECATED
SQLITE_OMIT_FLOATING_POINT
SQLITE_OMIT_LOAD_EXTENSION
SQLITE_OMIT_LOCALTIME
SQLITE_OMIT_PROGRESS_CALLBACK
SQLITE_OMIT_SHARED_CACHE
SQLITE_OMIT_WAL
SQLITE_OS_OTHER
SQLITE_SYSTEM_MALLOC
SQLITE_TEMP_STORE
SQLITE_THREADSAFE
SQLITE_WIN32_MALLOC
SQLITE_ZERO_MALLOC`,
  ],
  columns: {
    kind: { width: 1, values: `advised
harmful
required`, codes: `!!!!!!!!"""!!"!#!!!#"!!"#` },
    value: { width: 1, values: `
0
0,0
0|1|2
1
1..100
1..50
2|3
defined`, codes: `#""((''"!!!**!*****&!)%!*` },
    write: { width: 1, values: `
0
0,0
1
10
20
3
64`, codes: `#""'&')"!!!!!!!!!!!%!(%!!` },
    instead: { width: 1, values: `
SQLITE_OMIT_DATETIME_FUNCS localtime() localtime_s() localtime_r() _localtime64() _localtime64_s()
malloc()`, codes: `!!!!!!!!#!!!!!!"!!!!#!!!#` },
    platform: { width: 1, values: `
windows`, codes: `!!!!!!!!!!!!!!!!"!!!!!!!!` },
    because: { width: 1, values: `JSON may nest 1000 levels deep: reading it takes 104 KB of a stack that has 24 KB on x64 Windows and 16 KB on Linux
PRAGMA mmap_size leads to xFetch and xUnfetch, which a driver's files do not have
SQL can have code loaded through xDlOpen, which a driver's file system does not have
SQL may join 500 SELECTs with UNION, each of which takes some 60 bytes of a kernel stack: 31 KB in all
SQL may nest 1000 levels deep: 21 parentheses take 12 KB of a kernel stack, which has 24 KB on x64 Windows and 16 KB on Linux
SQLite does not compile with it: more of its code needs REAL than the option leaves out
SQLite falls back on malloc, realloc and free of the C runtime, which a kernel does not have
SQLite's file systems of Windows or Unix are compiled in, and what they call (CreateFileW, open) has nothing to link with in a kernel
a database in WAL mode asks for shared memory through xShmMap, which a driver's files do not have
a large sort or a temporary table opens a file, for which a driver's file system has no place
a lock that a driver with one connection has no use for is taken for each table
a misspelt column in double quotes is read as a string
a pattern of LIKE or GLOB may have 50,000 characters, and matching it recurses for each %: 2.4 MB of a stack that has 24 KB on x64 Windows and 16 KB on Linux
each allocation takes a mutex to count bytes that nobody asks for
each connection takes 48 KB or more at once, and what overruns inside it is hidden from special pool and KASAN
every loop of a query asks whether there is a progress handler
functions that nobody should call any more are in the image
it is 1 unsaid, and the mutexes do nothing where nobody configures others: who reads the build should see which of the two is meant
memory comes from HeapAlloc, which a kernel does not have
memory comes from malloc of the C runtime, which a kernel does not have
mutexes are critical sections of user mode
mutexes are those of a threads library, which a kernel does not have
the date functions call localtime of the C runtime, which a kernel does not have
the debugging allocator stands on malloc of the C runtime, which a kernel does not have
whichever call comes first initialises SQLite, and each sqlite3_config after it comes too late`, codes: `0/-!%&."976:2'#81,*)5+34(` },
  },
};
