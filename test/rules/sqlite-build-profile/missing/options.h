/* How the driver compiles SQLite: half of it. */
#pragma once

#define SQLITE_OS_OTHER 1
#define SQLITE_THREADSAFE (0)
#define SQLITE_MAX_EXPR_DEPTH 0x14
