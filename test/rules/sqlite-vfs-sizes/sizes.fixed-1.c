// What SQLite allocates for files and names, against what the methods make of it.
#include <ntddk.h>
#include "sqlite3.h"

typedef struct _IMAGE_FILE {
    sqlite3_file Base;
    const UCHAR *Data;
    ULONG Size;
} IMAGE_FILE, *PIMAGE_FILE;

typedef struct _BARE_FILE {
    sqlite3_file Base;
} BARE_FILE;

struct named_file {
    const sqlite3_io_methods *methods;
    int handle;
};

int ImageFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int ImageRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int ImageCurrentTime(sqlite3_vfs *Vfs, double *Days);

static int ImageOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    PIMAGE_FILE file = (PIMAGE_FILE)File;

    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(FlagsOut);
    file->Data = NULL;
    return SQLITE_CANTOPEN;
}

static int BareOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    BARE_FILE *file = (BARE_FILE *)File;

    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(FlagsOut);
    file->Base.pMethods = NULL;
    return SQLITE_CANTOPEN;
}

static int NamedOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    ((struct named_file *)File)->handle = 0;
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(FlagsOut);
    return SQLITE_CANTOPEN;
}

sqlite3_vfs SmallVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(IMAGE_FILE),
    .mxPathname = 64,
    .zName = "small",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

sqlite3_vfs PointerVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(IMAGE_FILE),
    .mxPathname = 64,
    .zName = "pointer",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

sqlite3_vfs NamedVfs = {
    1,
    sizeof(struct named_file),
    64,
    NULL,
    "named",
    NULL,
    NamedOpen,
    NULL,
    NULL,
    ImageFullPathname,
    NULL,
    NULL,
    NULL,
    NULL,
    ImageRandomness,
    NULL,
    ImageCurrentTime,
};

sqlite3_vfs NothingVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(IMAGE_FILE),
    .zName = "nothing",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

sqlite3_vfs ZeroVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(BARE_FILE),
    .mxPathname = 260,
    .zName = "zero",
    .xOpen = BareOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

/* A file without members of its own needs no more. */
sqlite3_vfs BareVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "bare",
    .xOpen = BareOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

/* Numbers that are computed later. */
sqlite3_vfs LaterVfs = {
    .iVersion = 1,
    .zName = "later",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

void Prepare(sqlite3_vfs *Base)
{
    LaterVfs.szOsFile = (int)sizeof(IMAGE_FILE) + Base->szOsFile;
    LaterVfs.mxPathname = Base->mxPathname;
}
