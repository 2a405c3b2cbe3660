/* SQLite, compiled as a part of this file. */
#include "options.h"
#include "sqlite3.c"  // ok sqlite-build-profile
