// unit: kind=linux-kernel
/* A module that lets others run in the middle of a query: it keeps the progress handler. */
#define SQLITE_OS_OTHER 1
#define SQLITE_OMIT_LOCALTIME
#define SQLITE_ZERO_MALLOC
#define SQLITE_THREADSAFE 1
#define SQLITE_OMIT_AUTOINIT
#define SQLITE_OMIT_LOAD_EXTENSION
#define SQLITE_OMIT_WAL
#define SQLITE_DEFAULT_MEMSTATUS 0
#define SQLITE_MAX_MMAP_SIZE 0
#define SQLITE_TEMP_STORE 3
#define SQLITE_MAX_EXPR_DEPTH 20
#define SQLITE_MAX_COMPOUND_SELECT 10
#define SQLITE_MAX_LIKE_PATTERN_LENGTH 64
#define SQLITE_JSON_MAX_DEPTH 20
#define SQLITE_DQS 0
#define SQLITE_DEFAULT_LOOKASIDE 0,0
#define SQLITE_OMIT_DEPRECATED
#define SQLITE_OMIT_SHARED_CACHE
#include "sqlite3.c"  // ok sqlite-build-profile
