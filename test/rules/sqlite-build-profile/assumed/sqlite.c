/* What hangs on a condition that nobody knows may be right. */
#include "build.h"
#ifdef CATALOG_IN_KERNEL
#define SQLITE_OS_OTHER 1
#endif
#include "sqlite3.c"  // ok sqlite-build-profile
