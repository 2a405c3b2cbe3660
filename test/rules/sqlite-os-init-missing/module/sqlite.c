#include "options.h"
#include "sqlite3.c"                            /* want sqlite-os-init-missing "does not define sqlite3_os_init and sqlite3_os_end" */
