// Everything that SQLite calls is there; what is not, it looks for.
#include <ntddk.h>
#include "sqlite3.h"

void *PoolMalloc(int Size);
void PoolFree(void *Memory);
void *PoolRealloc(void *Memory, int Size);
int PoolSize(void *Memory);
int PoolRoundup(int Size);
int PoolInit(void *AppData);

static const sqlite3_mem_methods Memory = {  // ok sqlite-method-missing
    PoolMalloc, PoolFree, PoolRealloc, PoolSize, PoolRoundup, PoolInit, NULL, NULL,
};

int LockInit(void);
sqlite3_mutex *LockAlloc(int Kind);
void LockFree(sqlite3_mutex *Mutex);
void LockEnter(sqlite3_mutex *Mutex);
void LockLeave(sqlite3_mutex *Mutex);

static const sqlite3_mutex_methods Mutexes = {  // ok sqlite-method-missing
    .xMutexInit = LockInit,
    .xMutexAlloc = LockAlloc,
    .xMutexFree = LockFree,
    .xMutexEnter = LockEnter,
    .xMutexLeave = LockLeave,
};

int ImageClose(sqlite3_file *File);
int ImageRead(sqlite3_file *File, void *Buffer, int Length, sqlite3_int64 Offset);
int ImageSize(sqlite3_file *File, sqlite3_int64 *Size);
int ImageControl(sqlite3_file *File, int Operation, void *Argument);

static int ImageCharacteristics(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return SQLITE_IOCAP_IMMUTABLE | SQLITE_IOCAP_SUBPAGE_READ;
}

/* Nothing is locked and nothing is written: xLock, xUnlock and xWrite are not called. */
static const sqlite3_io_methods ImageMethods = {  // ok sqlite-method-missing
    .iVersion = 1,
    .xClose = ImageClose,
    .xRead = ImageRead,
    .xFileSize = ImageSize,
    .xFileControl = ImageControl,
    .xDeviceCharacteristics = ImageCharacteristics,
};

static int ImageOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    File->pMethods = NULL;
    if (FlagsOut != NULL) {
        *FlagsOut = SQLITE_OPEN_READONLY;
    }
    File->pMethods = &ImageMethods;
    return SQLITE_OK;
}

int ImageFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int ImageRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int ImageCurrentTimeInt64(sqlite3_vfs *Vfs, sqlite3_int64 *Time);

sqlite3_vfs ImageVfs = {  // ok sqlite-method-missing
    .iVersion = 2,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "image",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTimeInt64 = ImageCurrentTimeInt64,
};
