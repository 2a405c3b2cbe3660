// Methods that are right in every table are written for who asks for them.
#include <ntddk.h>
#include "sqlite3.h"

void *PoolMalloc(int Size);
void PoolFree(void *Memory);
int PoolSize(void *Memory);

/* SQLite's allocator. */
static const sqlite3_mem_methods PoolMethods = {  // want sqlite-method-missing "has no xRealloc and xRoundup"
    .xMalloc = PoolMalloc,
    .xFree = PoolFree,
    .xSize = PoolSize,
    .xInit = NULL  // want sqlite-method-missing "xInit of PoolMethods is NULL"
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

/* The size of a block is there, and nobody gives it to SQLite. */
const sqlite3_mem_methods BlockMethods = {
    .xMalloc = BlockMalloc,
    .xFree = BlockFree,
    .xRealloc = BlockRealloc,
    .xSize = NULL,  // want sqlite-method-missing "xSize of BlockMethods is NULL"
    .xRoundup = BlockRoundup,
    .xInit = BlockInit,
};

int my_image_close(sqlite3_file *file);
int my_image_read(sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset);
int my_image_file_size(sqlite3_file *file, sqlite3_int64 *size);

static const sqlite3_io_methods my_image_methods = { .iVersion = 1, .xClose = my_image_close, .xRead = my_image_read, .xFileSize = my_image_file_size };  // want sqlite-method-missing error "has no xFileControl and xDeviceCharacteristics"; want sqlite-method-missing warning "has no xLock and xUnlock"

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

static sqlite3_vfs ImageVfs = {  // want sqlite-method-missing "has no xFullPathname"; want sqlite-method-missing "has no xRandomness and xSleep"
    .iVersion = 2,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "image",
    .xOpen = ImageOpen,
    .xAccess = ImageAccess,
    .xCurrentTimeInt64 = NULL,
    .xCurrentTime = NULL,  // want sqlite-method-missing "xCurrentTime of ImageVfs is NULL"
};

static sqlite3_mutex *LockAlloc(int Kind)
{
    UNREFERENCED_PARAMETER(Kind);
    return NULL;
}

void LockFree(sqlite3_mutex *Mutex);
void LockEnter(sqlite3_mutex *Mutex);
void LockLeave(sqlite3_mutex *Mutex);

static sqlite3_mutex_methods LockMethods = {
    NULL,  // want sqlite-method-missing "xMutexInit of LockMethods is NULL"
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
