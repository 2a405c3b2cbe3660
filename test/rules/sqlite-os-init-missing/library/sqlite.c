/* A library: its driver may have the two. */
#include <ntddk.h>
#include "options.h"
#include "sqlite3.c"                            // ok sqlite-os-init-missing

PCSTR LibraryVersion(VOID)
{
    return sqlite3_libversion();
}
