/* SQLite with the driver's options. */
#include "options.h"
#include "sqlite3.c"
