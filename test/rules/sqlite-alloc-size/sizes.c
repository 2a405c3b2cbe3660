// What xSize and xRoundup tell SQLite.
#include <ntddk.h>
#include "sqlite3.h"

#define ALIGNMENT 8

typedef struct DECLSPEC_ALIGN(16) _BLOCK {
    SIZE_T Size;
} BLOCK;

void *OtherMalloc(int Size);
void OtherFree(void *Memory);
void *OtherRealloc(void *Memory, int Size);
int OtherSize(void *Memory);
int OtherRoundup(int Size);
int OtherInit(void *AppData);

static int NoSize(void *Memory)
{
    UNREFERENCED_PARAMETER(Memory);
    return 0;
}

static int SameSize(void *Memory)
{
    return Memory == NULL ? 64 : 64;
}

static int KeptSize(void *Memory)
{
    return Memory == NULL ? 0 : (int)((BLOCK *)Memory - 1)->Size;
}

static int OwnSize(void *Memory)
{
    return *(int *)Memory;
}

static void *PoolMalloc(int Size)
{
    void *memory = ExAllocatePool2(POOL_FLAG_NON_PAGED, (SIZE_T)Size, 'lqsT');

    return memory;
}

static int DownRoundup(int Size)
{
    return Size & ~(ALIGNMENT - 1);
}

static int WrongRoundup(int Size)
{
    return (Size - 7) & ~7;
}

static int LimitedRoundup(int Size)
{
    return Size > 4096 ? 4096 : (Size + 7) / 8 * 8;
}

static int UpRoundup(int Size)
{
    return (Size + (ALIGNMENT - 1)) & ~(ALIGNMENT - 1);
}

static int SameRoundup(int Size)
{
    return Size;
}

static int PageRoundup(int Size)
{
    return (int)ROUND_TO_PAGES(Size);
}

static const sqlite3_mem_methods Blind = {
    .xMalloc = OtherMalloc,
    .xFree = OtherFree,
    .xRealloc = OtherRealloc,
    .xSize = NoSize,  // want sqlite-alloc-size error "NoSize gives back 0 for every block"
    .xRoundup = DownRoundup,  // want sqlite-alloc-size error "DownRoundup gives back 0 for 1"
    .xInit = OtherInit,
};

static const sqlite3_mem_methods Same = {
    OtherMalloc,
    OtherFree,
    OtherRealloc,
    SameSize,  // want sqlite-alloc-size error "SameSize gives back 64 for every block"
    WrongRoundup,  // want sqlite-alloc-size error "WrongRoundup gives back -8 for 1"
    OtherInit,
    NULL,
    NULL,
};

static const sqlite3_mem_methods Own = {
    .xMalloc = PoolMalloc,
    .xFree = OtherFree,
    .xRealloc = OtherRealloc,
    .xSize = OwnSize,  // want sqlite-alloc-size error "OwnSize reads a size from the block itself, and PoolMalloc keeps none in front of it"
    .xRoundup = LimitedRoundup,  // want sqlite-alloc-size error "LimitedRoundup gives back 4096 for 4097"
    .xInit = OtherInit,
};

static const sqlite3_mem_methods Kept = {
    .xMalloc = OtherMalloc,
    .xFree = OtherFree,
    .xRealloc = OtherRealloc,
    .xSize = KeptSize,  // ok sqlite-alloc-size
    .xRoundup = UpRoundup,  // ok sqlite-alloc-size
    .xInit = OtherInit,
};

static const sqlite3_mem_methods Unseen = {
    .xMalloc = OtherMalloc,
    .xFree = OtherFree,
    .xRealloc = OtherRealloc,
    .xSize = OtherSize,  // ok sqlite-alloc-size
    .xRoundup = SameRoundup,  // ok sqlite-alloc-size
    .xInit = OtherInit,
};

static const sqlite3_mem_methods Pages = {
    .xMalloc = OtherMalloc,
    .xFree = OtherFree,
    .xRealloc = OtherRealloc,
    .xSize = OtherSize,
    .xRoundup = PageRoundup,  // ok sqlite-alloc-size
    .xInit = OtherInit,
};

const sqlite3_mem_methods *MethodsOf(int Index)
{
    static const sqlite3_mem_methods *const all[] = { &Blind, &Same, &Own, &Kept, &Unseen, &Pages };

    return all[Index];
}
