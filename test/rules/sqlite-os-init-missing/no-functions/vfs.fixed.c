/* The file system. */
#include "sqlite3.h"

int CatalogOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut);
int CatalogDelete(sqlite3_vfs *Vfs, const char *Name, int SyncDirectory);
int CatalogAccess(sqlite3_vfs *Vfs, const char *Name, int Flags, int *Result);
int CatalogFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int CatalogRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int CatalogSleep(sqlite3_vfs *Vfs, int Microseconds);
int CatalogCurrentTime(sqlite3_vfs *Vfs, double *Days);

sqlite3_vfs CatalogVfs = {                      // want sqlite-os-init-missing "does not define sqlite3_os_init and sqlite3_os_end"
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "catalog",
    .xOpen = CatalogOpen,
    .xDelete = CatalogDelete,
    .xAccess = CatalogAccess,
    .xFullPathname = CatalogFullPathname,
    .xRandomness = CatalogRandomness,
    .xSleep = CatalogSleep,
    .xCurrentTime = CatalogCurrentTime,
};

int sqlite3_os_init(void)
{
    return sqlite3_vfs_register(&CatalogVfs, 1);
}

int sqlite3_os_end(void)
{
    return SQLITE_OK;
}
