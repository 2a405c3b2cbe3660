/* Values that are not what they look like. */
#define SQLITE_OMIT_LOCALTIME
#define SQLITE_ZERO_MALLOC
#define SQLITE_OS_OTHER
#define SQLITE_THREADSAFE 1
#define SQLITE_OMIT_AUTOINIT
#define SQLITE_OMIT_LOAD_EXTENSION
#define SQLITE_OMIT_WAL
#define SQLITE_DEFAULT_MEMSTATUS 0
#define SQLITE_MAX_MMAP_SIZE 0
#define SQLITE_TEMP_STORE 3
#define SQLITE_MAX_EXPR_DEPTH 0
#define SQLITE_DQS 0
#define SQLITE_DEFAULT_LOOKASIDE 0,0
#define SQLITE_OMIT_DEPRECATED
#define SQLITE_OMIT_SHARED_CACHE
#define SQLITE_OMIT_PROGRESS_CALLBACK
#define SQLITE_OMIT_FLOATING_POINT
#include "sqlite3.c"  // want sqlite-build-profile error "with SQLITE_OS_OTHER and no value: it does not link"; want sqlite-build-profile error "with SQLITE_OMIT_FLOATING_POINT, which a kernel cannot do with"; want sqlite-build-profile warning "with SQLITE_MAX_EXPR_DEPTH=0"
