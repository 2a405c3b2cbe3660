// What is added is called as the rest of its table is, though one function's name is all of its member's.
#include <ntddk.h>
#include "sqlite3.h"

int FileClose(sqlite3_file *File);
int FileRead(sqlite3_file *File, void *Buffer, int Length, sqlite3_int64 Offset);
int FileSize(sqlite3_file *File, sqlite3_int64 *Size);
int FileLock(sqlite3_file *File, int Level);
int FileUnlock(sqlite3_file *File, int Level);
int FileDeviceCharacteristics(sqlite3_file *File);

static int FileControl(sqlite3_file *File, int Operation, void *Argument)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Operation);
    UNREFERENCED_PARAMETER(Argument);
    return SQLITE_NOTFOUND;
}

static const sqlite3_io_methods g_Methods = {  // want sqlite-method-missing error "has no xFileControl,"
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xFileSize = FileSize,
    .xLock = FileLock,
    .xUnlock = FileUnlock,
    .xFileControl = FileControl,
    .xDeviceCharacteristics = FileDeviceCharacteristics,
};

static int ImageOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    *FlagsOut = SQLITE_OPEN_READONLY;
    File->pMethods = &g_Methods;
    return SQLITE_OK;
}

int ImageFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int ImageAccess(sqlite3_vfs *Vfs, const char *Name, int Flags, int *Result);
int ImageRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int ImageCurrentTime(sqlite3_vfs *Vfs, double *Days);

sqlite3_vfs ImageVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "image",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xAccess = ImageAccess,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};
