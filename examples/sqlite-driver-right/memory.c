/*
 * SQLite's allocator over the paged pool: SQLite runs at PASSIVE_LEVEL here. Pool does not tell the size of a block,
 * and xSize has to, so the size stands before each block; the header keeps the 16-byte alignment of the pool.
 */
#include "driver.h"

typedef struct DECLSPEC_ALIGN(16) _QUIRKS_BLOCK {
    SIZE_T Size;
} QUIRKS_BLOCK, *PQUIRKS_BLOCK;

static void *QuirksMalloc(int Size)
{
    PQUIRKS_BLOCK block;

    if (Size <= 0) {
        return NULL;
    }
    block = (PQUIRKS_BLOCK)ExAllocatePool2(
        POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, sizeof(QUIRKS_BLOCK) + (SIZE_T)Size, QUIRKS_TAG_SQLITE);
    if (block == NULL) {
        return NULL;
    }
    block->Size = (SIZE_T)Size;
    return block + 1;
}

static void QuirksFree(void *Memory)
{
    if (Memory != NULL) {
        ExFreePoolWithTag((PQUIRKS_BLOCK)Memory - 1, QUIRKS_TAG_SQLITE);
    }
}

static int QuirksSize(void *Memory)
{
    return Memory == NULL ? 0 : (int)((PQUIRKS_BLOCK)Memory - 1)->Size;
}

static void *QuirksRealloc(void *Memory, int Size)
{
    int oldSize = QuirksSize(Memory);
    void *larger;

    if (Size <= oldSize) {
        return Memory;
    }
    larger = QuirksMalloc(Size);
    if (larger != NULL && Memory != NULL) {
        RtlCopyMemory(larger, Memory, (SIZE_T)oldSize);
        QuirksFree(Memory);
    }
    return larger;
}

static int QuirksRoundup(int Size)
{
    return (Size + 7) & ~7;
}

static int QuirksMemoryInit(void *AppData)
{
    UNREFERENCED_PARAMETER(AppData);
    return SQLITE_OK;
}

static void QuirksMemoryShutdown(void *AppData)
{
    UNREFERENCED_PARAMETER(AppData);
}

const sqlite3_mem_methods QuirksMemoryMethods = {
    .xMalloc = QuirksMalloc,
    .xFree = QuirksFree,
    .xRealloc = QuirksRealloc,
    .xSize = QuirksSize,
    .xRoundup = QuirksRoundup,
    .xInit = QuirksMemoryInit,
    .xShutdown = QuirksMemoryShutdown,
    .pAppData = NULL,
};
