/*
 * SQLite's allocator over the paged pool: SQLite runs at PASSIVE_LEVEL here. Pool does not tell the size of a block,
 * and xSize has to, so the size stands before each block. All blocks are counted, so that an unload can prove that
 * none is left.
 */
#include "sqlite-memory.h"

/* As long as the pool's alignment, which a block behind it keeps. */
typedef union _NEW_DRIVER_BLOCK {
    SIZE_T Size;
    UCHAR Alignment[MEMORY_ALLOCATION_ALIGNMENT];
} NEW_DRIVER_BLOCK, *PNEW_DRIVER_BLOCK;

static volatile LONG64 Blocks;
static volatile LONG64 Bytes;
static volatile LONG64 Requests;

#ifdef NEW_DRIVER_FAULT_INJECTION
static volatile LONG FailEvery;
static volatile LONG RequestsToFail;
#endif

static void *NewDriverMalloc(int Size);
static void NewDriverFree(void *Memory);
static void *NewDriverRealloc(void *Memory, int Size);
static int NewDriverSize(void *Memory);
static int NewDriverRoundup(int Size);
static int NewDriverMemoryInit(void *AppData);
static void NewDriverMemoryShutdown(void *AppData);
static BOOLEAN NewDriverShallFail(VOID);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverMalloc)
#pragma alloc_text(PAGE, NewDriverFree)
#pragma alloc_text(PAGE, NewDriverRealloc)
#endif

const sqlite3_mem_methods NewDriverMemoryMethods = {
    .xMalloc = NewDriverMalloc,
    .xFree = NewDriverFree,
    .xRealloc = NewDriverRealloc,
    .xSize = NewDriverSize,
    .xRoundup = NewDriverRoundup,
    .xInit = NewDriverMemoryInit,
    .xShutdown = NewDriverMemoryShutdown,
    .pAppData = NULL,
};

_Use_decl_annotations_
VOID NewDriverMemoryUsage(PNEW_DRIVER_MEMORY_USAGE Usage)
{
    Usage->Blocks = InterlockedCompareExchange64(&Blocks, 0, 0);
    Usage->Bytes = InterlockedCompareExchange64(&Bytes, 0, 0);
    Usage->Requests = InterlockedCompareExchange64(&Requests, 0, 0);
}

static void *NewDriverMalloc(int Size)
{
    PNEW_DRIVER_BLOCK block;

    PAGED_CODE();

    if (Size <= 0) {
        return NULL;
    }
    InterlockedIncrement64(&Requests);
    if (NewDriverShallFail()) {
        return NULL;
    }

    /* SQLite writes before it reads: it needs no zeros. */
    block = (PNEW_DRIVER_BLOCK)ExAllocatePool2(
        POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, sizeof(NEW_DRIVER_BLOCK) + (SIZE_T)Size, NEW_DRIVER_TAG_MEMORY);
    if (block == NULL) {
        return NULL;
    }
    block->Size = (SIZE_T)Size;
    InterlockedIncrement64(&Blocks);
    InterlockedExchangeAdd64(&Bytes, Size);
    return block + 1;
}

static void NewDriverFree(void *Memory)
{
    PAGED_CODE();

    if (Memory != NULL) {
        InterlockedDecrement64(&Blocks);
        InterlockedExchangeAdd64(&Bytes, -(LONG64)NewDriverSize(Memory));
        ExFreePoolWithTag((PNEW_DRIVER_BLOCK)Memory - 1, NEW_DRIVER_TAG_MEMORY);
    }
}

static void *NewDriverRealloc(void *Memory, int Size)
{
    int oldSize = NewDriverSize(Memory);
    void *larger;

    PAGED_CODE();

    if (Size <= oldSize) {
        return Memory;
    }
    larger = NewDriverMalloc(Size);
    if (larger != NULL && Memory != NULL) {
        RtlCopyMemory(larger, Memory, (SIZE_T)oldSize);
        NewDriverFree(Memory);
    }
    return larger;
}

static int NewDriverSize(void *Memory)
{
    return Memory == NULL ? 0 : (int)((PNEW_DRIVER_BLOCK)Memory - 1)->Size;
}

static int NewDriverRoundup(int Size)
{
    return (Size + 7) & ~7;
}

static int NewDriverMemoryInit(void *AppData)
{
    UNREFERENCED_PARAMETER(AppData);
    return SQLITE_OK;
}

static void NewDriverMemoryShutdown(void *AppData)
{
    UNREFERENCED_PARAMETER(AppData);
}

#ifdef NEW_DRIVER_FAULT_INJECTION

_Use_decl_annotations_
VOID NewDriverMemoryFailEvery(ULONG Nth)
{
    InterlockedExchange(&FailEvery, 0);
    InterlockedExchange(&RequestsToFail, 0);
    InterlockedExchange(&FailEvery, (LONG)Nth);
}

static BOOLEAN NewDriverShallFail(VOID)
{
    LONG every = InterlockedCompareExchange(&FailEvery, 0, 0);

    return every > 0 && InterlockedIncrement(&RequestsToFail) % every == 0;
}

#else

static BOOLEAN NewDriverShallFail(VOID)
{
    return FALSE;
}

#endif
