// The allocator that is seen most: what a program can leave out SQLite calls all the same.
#include <ntddk.h>
#include "sqlite3.h"

#define BLOCK_TAG 'kclB'

typedef struct DECLSPEC_ALIGN(16) _BLOCK {
    SIZE_T Size;
} BLOCK;

static void *BlockMalloc(int Size)
{
    BLOCK *block = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(BLOCK) + (SIZE_T)Size, BLOCK_TAG);

    if (block == NULL) {
        return NULL;
    }
    block->Size = (SIZE_T)Size;
    return block + 1;
}

static void BlockFree(void *Memory)
{
    ExFreePoolWithTag((BLOCK *)Memory - 1, BLOCK_TAG);
}

static int BlockSize(void *Memory)
{
    return (int)((BLOCK *)Memory - 1)->Size;
}

/* The methods that SQLite is given. */
static const sqlite3_mem_methods NullMethods = {  // want sqlite-method-missing error "NullMethods has no xRealloc, and SQLite calls it when a block grows"
    .xMalloc = BlockMalloc,
    .xFree = BlockFree,
    .xSize = NULL,  // want sqlite-method-missing error "xSize of NullMethods is NULL, and SQLite calls it for each block"
    .xRoundup = 0,  // want sqlite-method-missing error "xRoundup of NullMethods is NULL, and SQLite calls it before each allocation"
    .xInit = (int (*)(void *))NULL,  // want sqlite-method-missing error "xInit of NullMethods is NULL"
    .xShutdown = NULL,  // ok sqlite-method-missing
};

static const sqlite3_mem_methods ShortMethods = {  // want sqlite-method-missing error "ShortMethods has no xRealloc, xRoundup and xInit, and SQLite calls them without looking"
    .xMalloc = BlockMalloc,
    .xFree = BlockFree,
    .xSize = BlockSize
};

static const sqlite3_mem_methods PositionalMethods = {  // want sqlite-method-missing error "PositionalMethods has no xRoundup and xInit"
    BlockMalloc,
    BlockFree,
    NULL,  // want sqlite-method-missing "xRealloc of PositionalMethods is NULL"
    BlockSize,
};

static sqlite3_mem_methods NoMalloc = {  // want sqlite-method-missing warning "NoMalloc has no xMalloc: SQLite takes its own allocator and none of these methods"
    .xFree = BlockFree,
    .xSize = BlockSize,
};

int Configure(void)
{
    int result = sqlite3_config(SQLITE_CONFIG_MALLOC, &NullMethods);

    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MALLOC, &ShortMethods);
    }
    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MALLOC, &PositionalMethods);
    }
    return result == SQLITE_OK ? sqlite3_config(SQLITE_CONFIG_MALLOC, &NoMalloc) : result;
}
