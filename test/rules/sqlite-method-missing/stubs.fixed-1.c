// Methods that are right in every table are written for who asks for them.
#include <ntddk.h>
#include "sqlite3.h"

void *PoolMalloc(int Size);
void PoolFree(void *Memory);
int PoolSize(void *Memory);

static void *PoolRealloc(void *Memory, int Size)
{
    int oldSize = PoolSize(Memory);
    void *larger;

    if (Size <= oldSize) {
        return Memory;
    }
    larger = PoolMalloc(Size);
    if (larger != NULL && Memory != NULL) {
        RtlCopyMemory(larger, Memory, (SIZE_T)oldSize);
        PoolFree(Memory);
    }
    return larger;
}

static int PoolRoundup(int Size)
{
    return (Size + 7) & ~7;
}

static int PoolInit(void *AppData)
{
    UNREFERENCED_PARAMETER(AppData);
    return SQLITE_OK;
}

/* SQLite's allocator. */
static const sqlite3_mem_methods PoolMethods = {
    .xMalloc = PoolMalloc,
    .xFree = PoolFree,
    .xRealloc = PoolRealloc,
    .xSize = PoolSize,
    .xRoundup = PoolRoundup,
    .xInit = PoolInit
};

#define BLOCK_TAG 'kclB'

typedef struct DECLSPEC_ALIGN(16) _BLOCK {
    SIZE_T Size;
} BLOCK, *PBLOCK;

static void *BlockMalloc(int Size)
{
    PBLOCK block = (PBLOCK)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(BLOCK) + (SIZE_T)Size, BLOCK_TAG);

    if (block == NULL) {
        return NULL;
    }
    block->Size = (SIZE_T)Size;
    return block + 1;
}

static void BlockFree(void *Memory)
{
    ExFreePoolWithTag((PBLOCK)Memory - 1, BLOCK_TAG);
}

void *BlockRealloc(void *Memory, int Size);
int BlockRoundup(int Size);
int BlockInit(void *AppData);

static int BlockSize(void *Memory)
{
    return Memory ? (int)((PBLOCK)Memory - 1)->Size : 0;
}

/* The size of a block is there, and nobody gives it to SQLite. */
const sqlite3_mem_methods BlockMethods = {
    .xMalloc = BlockMalloc,
    .xFree = BlockFree,
    .xRealloc = BlockRealloc,
    .xSize = BlockSize,
    .xRoundup = BlockRoundup,
    .xInit = BlockInit,
};

int my_image_close(sqlite3_file *file);
int my_image_read(sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset);
int my_image_file_size(sqlite3_file *file, sqlite3_int64 *size);

static int my_image_file_control(sqlite3_file *File, int Operation, void *Argument)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Operation);
    UNREFERENCED_PARAMETER(Argument);
    return SQLITE_NOTFOUND;
}

static int my_image_device_characteristics(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return 0;
}

static const sqlite3_io_methods my_image_methods = { .iVersion = 1, .xClose = my_image_close, .xRead = my_image_read, .xFileSize = my_image_file_size, .xFileControl = my_image_file_control, .xDeviceCharacteristics = my_image_device_characteristics };

static int ImageOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(FlagsOut);
    File->pMethods = &my_image_methods;
    return SQLITE_OK;
}

int ImageAccess(sqlite3_vfs *Vfs, const char *Name, int Flags, int *Result);

static int ImageFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName)
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

static sqlite3_vfs ImageVfs = {
    .iVersion = 2,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "image",
    .xOpen = ImageOpen,
    .xAccess = ImageAccess,
    .xFullPathname = ImageFullPathname,
    .xCurrentTimeInt64 = NULL,
    .xCurrentTime = NULL,
};

static sqlite3_mutex *LockAlloc(int Kind)
{
    UNREFERENCED_PARAMETER(Kind);
    return NULL;
}

void LockFree(sqlite3_mutex *Mutex);
void LockEnter(sqlite3_mutex *Mutex);
void LockLeave(sqlite3_mutex *Mutex);

static int LockInit(void)
{
    return SQLITE_OK;
}

static sqlite3_mutex_methods LockMethods = {
    LockInit,
    NULL,
    LockAlloc,
    LockFree,
    LockEnter,
    NULL,
    LockLeave,
};

sqlite3_vfs *Vfs(void)
{
    return &ImageVfs;
}

int Start(sqlite3 *Database)
{
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &PoolMethods) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_MUTEX, &LockMethods) != SQLITE_OK) {
        return SQLITE_ERROR;
    }
    return sqlite3_busy_timeout(Database, 10);
}
