// A driver may give its own VFS the name of another.
#include <ntddk.h>
#include "sqlite3.h"

int CatalogOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut);
int CatalogFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int CatalogRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int CatalogCurrentTime(sqlite3_vfs *Vfs, double *Days);

static sqlite3_vfs CatalogVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "win32",
    .xOpen = CatalogOpen,
    .xFullPathname = CatalogFullPathname,
    .xRandomness = CatalogRandomness,
    .xCurrentTime = CatalogCurrentTime,
};

sqlite3_vfs *Find(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find("win32");  // ok sqlite-user-mode-vfs

    return vfs == NULL ? &CatalogVfs : vfs;
}
