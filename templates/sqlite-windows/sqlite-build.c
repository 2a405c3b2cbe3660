/*
 * SQLite itself, compiled with the options of this driver. The project compiles this file and not sqlite3.c, which is
 * looked for where SqliteDir says (README.md).
 */
#include "sqlite-options.h"

/* All calls come at PASSIVE_LEVEL: the code of SQLite, most of this driver, need not be resident. */
#ifdef _MSC_VER
#pragma code_seg("PAGE")
#endif

#include "sqlite3.c"
