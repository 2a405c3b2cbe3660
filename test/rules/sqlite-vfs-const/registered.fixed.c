// SQLite writes to each VFS that it is given.
#include <ntddk.h>
#include "sqlite3.h"

int ImageOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut);
int ImageFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int ImageRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int ImageCurrentTime(sqlite3_vfs *Vfs, double *Days);

extern sqlite3_vfs ImageVfs;

sqlite3_vfs ImageVfs = {
    1, sizeof(sqlite3_file), 64, NULL, "image", NULL,
    ImageOpen, NULL, NULL, ImageFullPathname, NULL, NULL, NULL, NULL, ImageRandomness, NULL, ImageCurrentTime, NULL,
};

static sqlite3_vfs StaticVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "static",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

/* Never registered, only copied. */
static const sqlite3_vfs Template = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "copied",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

static sqlite3_vfs Copied;

int Register(const sqlite3_vfs *Given)
{
    int result = sqlite3_vfs_register(&ImageVfs, 1);

    if (result == SQLITE_OK) {
        result = sqlite3_vfs_register(&StaticVfs, 0);
    }
    Copied = Template;
    if (result == SQLITE_OK) {
        result = sqlite3_vfs_register(&Copied, 0);
    }
    return result == SQLITE_OK ? sqlite3_vfs_register((sqlite3_vfs *)Given, 0) : result;
}
