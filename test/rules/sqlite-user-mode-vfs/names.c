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
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");  // want sqlite-user-mode-vfs error "sqlite3_vfs_find asks for \"unix\", SQLite's VFS for Unix programs"

    if (vfs == NULL) {
        vfs = sqlite3_vfs_find(SYSTEM_VFS);  // want sqlite-user-mode-vfs "sqlite3_vfs_find asks for \"win32-longpath\", SQLite's VFS for Windows programs"
    }
    if (vfs == NULL) {
        vfs = sqlite3_vfs_find(NULL);  // ok sqlite-user-mode-vfs
    }
    if (vfs == NULL) {
        vfs = sqlite3_vfs_find("catalog");  // ok sqlite-user-mode-vfs
    }
    if (vfs == NULL) {
        vfs = sqlite3_vfs_find(Name);  // ok sqlite-user-mode-vfs
    }
    return vfs == NULL ? &CatalogVfs : vfs;
}

int Open(sqlite3 **Database)
{
    int result = sqlite3_open_v2("catalog.db", Database, SQLITE_OPEN_READONLY, "win32");  // want sqlite-user-mode-vfs "sqlite3_open_v2 asks for \"win32\""

    if (result != SQLITE_OK) {
        result = sqlite3_open_v2("file:catalog.db?mode=ro&vfs=unix-excl", Database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);  // want sqlite-user-mode-vfs "sqlite3_open_v2 asks for \"unix-excl\""
    }
    if (result != SQLITE_OK) {
        result = sqlite3_open_v2("unix", Database, SQLITE_OPEN_READONLY, "catalog");  // ok sqlite-user-mode-vfs
    }
    return result;
}
