/* SQLite with the driver's options. */
#include "sqlite3.c"
