/*
 * A file system of one file: the database that `driverlens embed` has put into the driver's image (database.c). It
 * never changes, so SQLite is told that it is immutable and neither locks it nor looks for a journal.
 */
#include "sqlite-vfs.h"
#include "database.h"

/* From noon on 24 November -4713 to 1 January 1601: SQLite counts milliseconds from the one, Windows from the other. */
#define JULIAN_MILLISECONDS_1601 (23058135LL * 8640000LL)

static int FileClose(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return SQLITE_OK;
}

static int FileRead(sqlite3_file *File, void *Buffer, int Length, sqlite3_int64 Offset)
{
    sqlite3_int64 available = (sqlite3_int64)NewDriverDatabaseSize - Offset;

    UNREFERENCED_PARAMETER(File);
    if (Offset >= 0 && available >= Length) {
        RtlCopyMemory(Buffer, NewDriverDatabase + Offset, (SIZE_T)Length);
        return SQLITE_OK;
    }

    /* SQLite wants zeros for what lies behind the end. */
    RtlZeroMemory(Buffer, (SIZE_T)Length);
    if (Offset >= 0 && available > 0) {
        RtlCopyMemory(Buffer, NewDriverDatabase + Offset, (SIZE_T)available);
    }
    return SQLITE_IOERR_SHORT_READ;
}

static int FileWrite(sqlite3_file *File, const void *Buffer, int Length, sqlite3_int64 Offset)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Buffer);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(Offset);
    return SQLITE_READONLY;
}

static int FileTruncate(sqlite3_file *File, sqlite3_int64 Size)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Size);
    return SQLITE_READONLY;
}

static int FileSync(sqlite3_file *File, int Flags)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Flags);
    return SQLITE_OK;
}

static int FileSize(sqlite3_file *File, sqlite3_int64 *Size)
{
    UNREFERENCED_PARAMETER(File);
    *Size = NewDriverDatabaseSize;
    return SQLITE_OK;
}

static int FileLock(sqlite3_file *File, int Level)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Level);
    return SQLITE_OK;
}

static int FileCheckReservedLock(sqlite3_file *File, int *IsReserved)
{
    UNREFERENCED_PARAMETER(File);
    *IsReserved = 0;
    return SQLITE_OK;
}

static int FileControl(sqlite3_file *File, int Operation, void *Argument)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Operation);
    UNREFERENCED_PARAMETER(Argument);
    return SQLITE_NOTFOUND;
}

static int FileSectorSize(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return 512;
}

static int FileCharacteristics(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return SQLITE_IOCAP_IMMUTABLE;
}

static const sqlite3_io_methods FileMethods = {
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xWrite = FileWrite,
    .xTruncate = FileTruncate,
    .xSync = FileSync,
    .xFileSize = FileSize,
    .xLock = FileLock,
    .xUnlock = FileLock,
    .xCheckReservedLock = FileCheckReservedLock,
    .xFileControl = FileControl,
    .xSectorSize = FileSectorSize,
    .xDeviceCharacteristics = FileCharacteristics,
};

static int VfsOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    UNREFERENCED_PARAMETER(Vfs);

    /* A file without methods is not closed after a failed open. */
    File->pMethods = NULL;
    if (Name == NULL || (Flags & SQLITE_OPEN_MAIN_DB) == 0 || (Flags & SQLITE_OPEN_READWRITE) != 0) {
        return SQLITE_CANTOPEN;
    }
    File->pMethods = &FileMethods;
    if (FlagsOut != NULL) {
        *FlagsOut = SQLITE_OPEN_READONLY;
    }
    return SQLITE_OK;
}

static int VfsDelete(sqlite3_vfs *Vfs, const char *Name, int SyncDirectory)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(SyncDirectory);
    return SQLITE_READONLY;
}

static int VfsAccess(sqlite3_vfs *Vfs, const char *Name, int Flags, int *Result)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    *Result = 0;
    return SQLITE_OK;
}

static int VfsFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName)
{
    int index;

    UNREFERENCED_PARAMETER(Vfs);
    for (index = 0; index < Length; index++) {
        FullName[index] = Name[index];
        if (Name[index] == '\0') {
            return SQLITE_OK;
        }
    }
    return SQLITE_CANTOPEN;
}

/* Seeds SQLite's own generator: random() is good for a sample and for no secret. */
static int VfsRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer)
{
    LARGE_INTEGER counter = KeQueryPerformanceCounter(NULL);
    ULONG state = counter.LowPart ^ (ULONG)counter.HighPart;
    int index;

    UNREFERENCED_PARAMETER(Vfs);
    for (index = 0; index < Length; index++) {
        state = state * 1664525 + 1013904223;
        Buffer[index] = (char)(state >> 24);
    }
    return Length;
}

static int VfsSleep(sqlite3_vfs *Vfs, int Microseconds)
{
    LARGE_INTEGER interval;

    UNREFERENCED_PARAMETER(Vfs);
    interval.QuadPart = -10LL * Microseconds;
    KeDelayExecutionThread(KernelMode, FALSE, &interval);
    return Microseconds;
}

static int VfsCurrentTimeInt64(sqlite3_vfs *Vfs, sqlite3_int64 *Time)
{
    LARGE_INTEGER now;

    UNREFERENCED_PARAMETER(Vfs);
    KeQuerySystemTimePrecise(&now);
    *Time = now.QuadPart / 10000 + JULIAN_MILLISECONDS_1601;
    return SQLITE_OK;
}

static int VfsCurrentTime(sqlite3_vfs *Vfs, double *Days)
{
    sqlite3_int64 time;
    int result = VfsCurrentTimeInt64(Vfs, &time);

    *Days = (double)time / 86400000.0;
    return result;
}

static int VfsGetLastError(sqlite3_vfs *Vfs, int Length, char *Message)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(Message);
    return 0;
}

sqlite3_vfs NewDriverVfs = {
    .iVersion = 2,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "newdriver",
    .xOpen = VfsOpen,
    .xDelete = VfsDelete,
    .xAccess = VfsAccess,
    .xFullPathname = VfsFullPathname,
    .xRandomness = VfsRandomness,
    .xSleep = VfsSleep,
    .xCurrentTime = VfsCurrentTime,
    .xGetLastError = VfsGetLastError,
    .xCurrentTimeInt64 = VfsCurrentTimeInt64,
};

/* With SQLITE_OS_OTHER these two are the driver's: sqlite3_initialize and sqlite3_shutdown call them. */
int sqlite3_os_init(void)
{
    return sqlite3_vfs_register(&NewDriverVfs, 1);
}

int sqlite3_os_end(void)
{
    return SQLITE_OK;
}
