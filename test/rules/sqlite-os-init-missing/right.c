// unit: define=SQLITE_OS_OTHER=1
/* Registered by a function of the driver's, and by one that nobody sees. */
#include <ntddk.h>
#include "sqlite3.h"

extern sqlite3_vfs CatalogVfs;
int RegisterElsewhere(void);

static int Register(sqlite3_vfs *Vfs)
{
    return sqlite3_vfs_register(Vfs, 1);
}

int sqlite3_os_init(void)                       // ok sqlite-os-init-missing
{
    return Register(&CatalogVfs);
}

int sqlite3_os_end(void)
{
    return sqlite3_vfs_unregister(&CatalogVfs);
}
