/*
 * prefix: kd-sqlite-vfs
 * title: SQLite: file system of one read-only file
 * topic: SQLite
 * description: A sqlite3_vfs over a database that is a constant of the driver, as driverlens embed writes it
 * languages: c
 * needs: database
 * includes: sqlite3.h
 */
static int ${1:Sample}FileClose(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return SQLITE_OK;
}

static int ${1:Sample}FileRead(sqlite3_file *File, void *Buffer, int Length, sqlite3_int64 Offset)
{
    sqlite3_int64 available = (sqlite3_int64)${1:Sample}DatabaseSize - Offset;

    UNREFERENCED_PARAMETER(File);
    if (Offset >= 0 && available >= Length) {
        RtlCopyMemory(Buffer, ${1:Sample}Database + Offset, (SIZE_T)Length);
        return SQLITE_OK;
    }

    /* SQLite wants zeros for what lies behind the end. */
    RtlZeroMemory(Buffer, (SIZE_T)Length);
    if (Offset >= 0 && available > 0) {
        RtlCopyMemory(Buffer, ${1:Sample}Database + Offset, (SIZE_T)available);
    }
    return SQLITE_IOERR_SHORT_READ;
}

static int ${1:Sample}FileWrite(sqlite3_file *File, const void *Buffer, int Length, sqlite3_int64 Offset)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Buffer);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(Offset);
    return SQLITE_READONLY;
}

static int ${1:Sample}FileTruncate(sqlite3_file *File, sqlite3_int64 Size)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Size);
    return SQLITE_READONLY;
}

static int ${1:Sample}FileSize(sqlite3_file *File, sqlite3_int64 *Size)
{
    UNREFERENCED_PARAMETER(File);
    *Size = ${1:Sample}DatabaseSize;
    return SQLITE_OK;
}

/* For syncing as well: of a file that nobody changes there is nothing to lock and nothing to write. */
static int ${1:Sample}FileLock(sqlite3_file *File, int Level)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Level);
    return SQLITE_OK;
}

static int ${1:Sample}FileCheckReservedLock(sqlite3_file *File, int *IsReserved)
{
    UNREFERENCED_PARAMETER(File);
    *IsReserved = 0;
    return SQLITE_OK;
}

static int ${1:Sample}FileControl(sqlite3_file *File, int Operation, void *Argument)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Operation);
    UNREFERENCED_PARAMETER(Argument);
    return SQLITE_NOTFOUND;
}

static int ${1:Sample}FileSectorSize(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return 512;
}

/* Immutable: SQLite takes no locks and looks for no journal. */
static int ${1:Sample}FileCharacteristics(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return SQLITE_IOCAP_IMMUTABLE;
}

static const sqlite3_io_methods ${1:Sample}FileMethods = {
    .iVersion = 1,
    .xClose = ${1:Sample}FileClose,
    .xRead = ${1:Sample}FileRead,
    .xWrite = ${1:Sample}FileWrite,
    .xTruncate = ${1:Sample}FileTruncate,
    .xSync = ${1:Sample}FileLock,
    .xFileSize = ${1:Sample}FileSize,
    .xLock = ${1:Sample}FileLock,
    .xUnlock = ${1:Sample}FileLock,
    .xCheckReservedLock = ${1:Sample}FileCheckReservedLock,
    .xFileControl = ${1:Sample}FileControl,
    .xSectorSize = ${1:Sample}FileSectorSize,
    .xDeviceCharacteristics = ${1:Sample}FileCharacteristics,
};

static int ${1:Sample}Open(sqlite3_vfs *Vfs, const char *Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    UNREFERENCED_PARAMETER(Vfs);

    /* A file without methods is not closed after a failed open. Temporary files have no name: there are none here. */
    File->pMethods = NULL;
    if (Name == NULL || (Flags & SQLITE_OPEN_MAIN_DB) == 0 || (Flags & SQLITE_OPEN_READWRITE) != 0) {
        return SQLITE_CANTOPEN;
    }
    File->pMethods = &${1:Sample}FileMethods;
    if (FlagsOut != NULL) {
        *FlagsOut = SQLITE_OPEN_READONLY;
    }
    return SQLITE_OK;
}

static int ${1:Sample}Delete(sqlite3_vfs *Vfs, const char *Name, int SyncDirectory)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(SyncDirectory);
    return SQLITE_READONLY;
}

static int ${1:Sample}Access(sqlite3_vfs *Vfs, const char *Name, int Flags, int *Result)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    *Result = 0;
    return SQLITE_OK;
}

static int ${1:Sample}FullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName)
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
static int ${1:Sample}Randomness(sqlite3_vfs *Vfs, int Length, char *Buffer)
{
    ULONG state = KeQueryPerformanceCounter(NULL).LowPart;
    int index;

    UNREFERENCED_PARAMETER(Vfs);
    for (index = 0; index < Length; index++) {
        state = state * 1664525 + 1013904223;
        Buffer[index] = (char)(state >> 24);
    }
    return Length;
}

static int ${1:Sample}Sleep(sqlite3_vfs *Vfs, int Microseconds)
{
    LARGE_INTEGER interval;

    UNREFERENCED_PARAMETER(Vfs);
    interval.QuadPart = -10LL * Microseconds;
    KeDelayExecutionThread(KernelMode, FALSE, &interval);
    return Microseconds;
}

/* SQLite counts milliseconds from noon on 24 November -4713, Windows 100 nanoseconds from 1 January 1601. */
static int ${1:Sample}CurrentTimeInt64(sqlite3_vfs *Vfs, sqlite3_int64 *Time)
{
    LARGE_INTEGER now;

    UNREFERENCED_PARAMETER(Vfs);
    KeQuerySystemTime(&now);
    *Time = now.QuadPart / 10000 + 23058135LL * 8640000LL;
    return SQLITE_OK;
}

static int ${1:Sample}CurrentTime(sqlite3_vfs *Vfs, double *Days)
{
    sqlite3_int64 time;
    int result = ${1:Sample}CurrentTimeInt64(Vfs, &time);

    *Days = (double)time / 86400000.0;
    return result;
}

static int ${1:Sample}GetLastError(sqlite3_vfs *Vfs, int Length, char *Message)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(Message);
    return 0;
}

/* Not constant: SQLite links it into its list. */
sqlite3_vfs ${1:Sample}Vfs = {
    .iVersion = 2,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "${2:sample}",
    .xOpen = ${1:Sample}Open,
    .xDelete = ${1:Sample}Delete,
    .xAccess = ${1:Sample}Access,
    .xFullPathname = ${1:Sample}FullPathname,
    .xRandomness = ${1:Sample}Randomness,
    .xSleep = ${1:Sample}Sleep,
    .xCurrentTime = ${1:Sample}CurrentTime,
    .xGetLastError = ${1:Sample}GetLastError,
    .xCurrentTimeInt64 = ${1:Sample}CurrentTimeInt64,
};
