// unit: kind=linux-kernel
/* The same in a module. */
#define SQLITE_OS_OTHER 1
#include "sqlite3.c"  /* want sqlite-build-profile error "without SQLITE_OMIT_LOCALTIME and SQLITE_ZERO_MALLOC"; want sqlite-build-profile hint "better off otherwise" */
