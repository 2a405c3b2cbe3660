// iVersion tells SQLite how far it may read a table.
#include <ntddk.h>
#include "sqlite3.h"

int FileClose(sqlite3_file *File);
int FileRead(sqlite3_file *File, void *Buffer, int Length, sqlite3_int64 Offset);
int FileWrite(sqlite3_file *File, const void *Buffer, int Length, sqlite3_int64 Offset);
int FileTruncate(sqlite3_file *File, sqlite3_int64 Size);
int FileSync(sqlite3_file *File, int Flags);
int FileSize(sqlite3_file *File, sqlite3_int64 *Size);
int FileLock(sqlite3_file *File, int Level);
int FileCheck(sqlite3_file *File, int *IsReserved);
int FileControl(sqlite3_file *File, int Operation, void *Argument);
int FileSectorSize(sqlite3_file *File);
int FileCharacteristics(sqlite3_file *File);
int FileShmMap(sqlite3_file *File, int Page, int PageSize, int Extend, void volatile **Memory);
int FileShmLock(sqlite3_file *File, int Offset, int Count, int Flags);
void FileShmBarrier(sqlite3_file *File);
int FileShmUnmap(sqlite3_file *File, int Delete);
int FileFetch(sqlite3_file *File, sqlite3_int64 Offset, int Length, void **Memory);
int FileUnfetch(sqlite3_file *File, sqlite3_int64 Offset, void *Memory);

#define FIRST_METHODS                                                                                          \
    FileClose, FileRead, FileWrite, FileTruncate, FileSync, FileSize, FileLock, FileLock, FileCheck,           \
        FileControl, FileSectorSize, FileCharacteristics

static const sqlite3_io_methods Unmapped = {
    2,
    FileClose, FileRead, FileWrite, FileTruncate, FileSync, FileSize, FileLock, FileLock, FileCheck,
    FileControl, FileSectorSize, FileCharacteristics,
};

static const sqlite3_io_methods Shared = {
    .iVersion = 3,
    .xClose = FileClose,
    .xRead = FileRead,
    .xWrite = FileWrite,
    .xTruncate = FileTruncate,
    .xSync = FileSync,
    .xFileSize = FileSize,
    .xLock = FileLock,
    .xUnlock = FileLock,
    .xCheckReservedLock = FileCheck,
    .xFileControl = FileControl,
    .xDeviceCharacteristics = FileCharacteristics,
    .xShmMap = FileShmMap,
    .xShmLock = FileShmLock,
    .xShmBarrier = FileShmBarrier,
    .xShmUnmap = FileShmUnmap,
    .xFetch = FileFetch,
};

static const sqlite3_io_methods Unlocked = {
    .iVersion = 2,
    .xClose = FileClose,
    .xRead = FileRead,
    .xWrite = FileWrite,
    .xTruncate = FileTruncate,
    .xSync = FileSync,
    .xFileSize = FileSize,
    .xLock = FileLock,
    .xUnlock = FileLock,
    .xCheckReservedLock = FileCheck,
    .xFileControl = FileControl,
    .xDeviceCharacteristics = FileCharacteristics,
    .xShmMap = FileShmMap,
    .xShmBarrier = FileShmBarrier,
};

static const sqlite3_io_methods Hidden = {
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xWrite = FileWrite,
    .xTruncate = FileTruncate,
    .xSync = FileSync,
    .xFileSize = FileSize,
    .xLock = FileLock,
    .xUnlock = FileLock,
    .xCheckReservedLock = FileCheck,
    .xFileControl = FileControl,
    .xDeviceCharacteristics = FileCharacteristics,
    .xShmMap = FileShmMap,
    .xShmLock = FileShmLock,
    .xShmBarrier = FileShmBarrier,
    .xShmUnmap = FileShmUnmap,
};

/* Version 2 without shared memory is what SQLite looks for. */
static const sqlite3_io_methods Second = {
    .iVersion = 2,
    .xClose = FileClose,
    .xRead = FileRead,
    .xWrite = FileWrite,
    .xTruncate = FileTruncate,
    .xSync = FileSync,
    .xFileSize = FileSize,
    .xLock = FileLock,
    .xUnlock = FileLock,
    .xCheckReservedLock = FileCheck,
    .xFileControl = FileControl,
    .xDeviceCharacteristics = FileCharacteristics,
    .xShmMap = NULL,
};

/* A macro may stand for any number of members. */
static const sqlite3_io_methods Expanded = { 3, FIRST_METHODS };

int VfsOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut);
int VfsFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int VfsRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int VfsCurrentTime(sqlite3_vfs *Vfs, double *Days);
int VfsCurrentTimeInt64(sqlite3_vfs *Vfs, sqlite3_int64 *Time);

sqlite3_vfs OldVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "old",
    .xOpen = VfsOpen,
    .xFullPathname = VfsFullPathname,
    .xRandomness = VfsRandomness,
    .xCurrentTime = NULL,
    .xCurrentTimeInt64 = VfsCurrentTimeInt64,
};

/* An older SQLite takes the one, a newer one could take the other. */
sqlite3_vfs BothVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "both",
    .xOpen = VfsOpen,
    .xFullPathname = VfsFullPathname,
    .xRandomness = VfsRandomness,
    .xCurrentTime = VfsCurrentTime,
    .xCurrentTimeInt64 = VfsCurrentTimeInt64,
};

/* Methods of files that may be mapped by a later version. */
static const sqlite3_io_methods Prepared = {
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xWrite = FileWrite,
    .xTruncate = FileTruncate,
    .xSync = FileSync,
    .xFileSize = FileSize,
    .xLock = FileLock,
    .xUnlock = FileLock,
    .xCheckReservedLock = FileCheck,
    .xFileControl = FileControl,
    .xDeviceCharacteristics = FileCharacteristics,
    .xFetch = FileFetch,
    .xUnfetch = FileUnfetch,
};

sqlite3_vfs NewVfs = {
    .iVersion = 3,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "new",
    .xOpen = VfsOpen,
    .xFullPathname = VfsFullPathname,
    .xRandomness = VfsRandomness,
    .xCurrentTimeInt64 = VfsCurrentTimeInt64,
};

const sqlite3_io_methods *MethodsOf(int Index)
{
    static const sqlite3_io_methods *const all[] = {
        &Unmapped, &Shared, &Unlocked, &Hidden, &Second, &Expanded, &Prepared,
    };

    return all[Index];
}
