// SPDX-License-Identifier: GPL-2.0-only
/*
 * SQLite itself, compiled with the options of this module and with SSE (Kbuild says how). Kbuild compiles this file and
 * not sqlite3.c, which is looked for where SQLITE says (README.md).
 */
#include "sqlite-options.h"

/* The kernel has these as macros, and sqlite3.c as words of attributes. */
#undef fallthrough
#undef noinline

#include "sqlite3.c"
