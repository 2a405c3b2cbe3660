// VFSs by their names.
#include <ntddk.h>
#include "sqlite3.h"

#define SYSTEM_VFS "win32-longpath"

int CatalogOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut);
int CatalogFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int CatalogRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int CatalogCurrentTime(sqlite3_vfs *Vfs, double *Days);

static sqlite3_vfs CatalogVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "catalog",
    .xOpen = CatalogOpen,
    .xFullPathname = CatalogFullPathname,
    .xRandomness = CatalogRandomness,
    .xCurrentTime = CatalogCurrentTime,
};

sqlite3_vfs *Find(const char *Name)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find("catalog");

    if (vfs == NULL) {
        vfs = sqlite3_vfs_find(SYSTEM_VFS);
    }
    if (vfs == NULL) {
        vfs = sqlite3_vfs_find(NULL);
    }
    if (vfs == NULL) {
        vfs = sqlite3_vfs_find("catalog");
    }
    if (vfs == NULL) {
        vfs = sqlite3_vfs_find(Name);
    }
    return vfs == NULL ? &CatalogVfs : vfs;
}

int Open(sqlite3 **Database)
{
    int result = sqlite3_open_v2("catalog.db", Database, SQLITE_OPEN_READONLY, "catalog");

    if (result != SQLITE_OK) {
        result = sqlite3_open_v2("file:catalog.db?mode=ro&vfs=unix-excl", Database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    }
    if (result != SQLITE_OK) {
        result = sqlite3_open_v2("unix", Database, SQLITE_OPEN_READONLY, "catalog");
    }
    return result;
}
