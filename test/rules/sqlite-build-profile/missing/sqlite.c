/* SQLite, compiled as a part of this file. */
#include "options.h"
#include "sqlite3.c"  // want sqlite-build-profile error "without SQLITE_OMIT_LOCALTIME and SQLITE_ZERO_MALLOC: it does not link in a kernel"; want sqlite-build-profile hint "without SQLITE_DEFAULT_LOOKASIDE"
