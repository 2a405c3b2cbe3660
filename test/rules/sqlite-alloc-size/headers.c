// Blocks behind a header, and what is freed of them.
#include <ntddk.h>
#include "sqlite3.h"

#define BLOCK_TAG 'lqsT'

typedef struct DECLSPEC_ALIGN(16) _BLOCK {
    SIZE_T Size;
} BLOCK, *PBLOCK;

typedef struct _SHORT_BLOCK {
    ULONG Size;
} SHORT_BLOCK;

void *OtherRealloc(void *Memory, int Size);
int OtherSize(void *Memory);
int OtherRoundup(int Size);
int OtherInit(void *AppData);

static void *HeaderMalloc(int Size)
{
    PBLOCK block = (PBLOCK)ExAllocatePool2(POOL_FLAG_PAGED, sizeof(BLOCK) + (SIZE_T)Size, BLOCK_TAG);

    if (block == NULL) {
        return NULL;
    }
    block->Size = (SIZE_T)Size;
    return block + 1;
}

static void HeaderFree(void *Memory)
{
    if (Memory != NULL) {
        PBLOCK block = (PBLOCK)Memory - 1;

        ExFreePoolWithTag(block, BLOCK_TAG);
    }
}

static void *PlainMalloc(int Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED, (SIZE_T)Size, BLOCK_TAG);
}

static void PlainFree(void *Memory)
{
    void *block = Memory;

    ExFreePoolWithTag(block, BLOCK_TAG);
}

static void *ShortMalloc(int Size)
{
    SHORT_BLOCK *block = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(SHORT_BLOCK) + (SIZE_T)Size, BLOCK_TAG);

    if (block == NULL) {
        return NULL;
    }
    block->Size = (ULONG)Size;
    return block + 1;
}

static void ShortFree(void *Memory)
{
    ExFreePoolWithTag((SHORT_BLOCK *)Memory - 1, BLOCK_TAG);
}

static void *BytesMalloc(int Size)
{
    void *block = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(int) + (SIZE_T)Size, BLOCK_TAG);

    if (block == NULL) {
        return NULL;
    }
    *(int *)block = Size;
    return (char *)block + sizeof(int);
}

static void BytesFree(void *Memory)
{
    ExFreePoolWithTag((char *)Memory - sizeof(int), BLOCK_TAG);
}

static void *ListMalloc(int Size)
{
    static void *cached;
    void *memory = cached;

    if (memory == NULL) {
        memory = ExAllocatePool2(POOL_FLAG_PAGED, (SIZE_T)Size, BLOCK_TAG);
    }
    return memory;
}

static const sqlite3_mem_methods Right = {
    HeaderMalloc, HeaderFree, OtherRealloc, OtherSize, OtherRoundup, OtherInit, NULL, NULL,  // ok sqlite-alloc-size
};

static const sqlite3_mem_methods Plain = {
    PlainMalloc, PlainFree, OtherRealloc, OtherSize, OtherRoundup, OtherInit, NULL, NULL,  // ok sqlite-alloc-size
};

static const sqlite3_mem_methods Kept = {
    .xMalloc = HeaderMalloc,
    .xFree = PlainFree,  // want sqlite-alloc-size error "PlainFree gives ExFreePoolWithTag the block itself, but HeaderMalloc has a header in front of it"
    .xRealloc = OtherRealloc,
    .xSize = OtherSize,
    .xRoundup = OtherRoundup,
    .xInit = OtherInit,
};

static const sqlite3_mem_methods Before = {
    .xMalloc = PlainMalloc,
    .xFree = HeaderFree,  // want sqlite-alloc-size error "HeaderFree gives ExFreePoolWithTag an address in front of the block, but PlainMalloc has no header there"
    .xRealloc = OtherRealloc,
    .xSize = OtherSize,
    .xRoundup = OtherRoundup,
    .xInit = OtherInit,
};

static const sqlite3_mem_methods Short = {
    .xMalloc = ShortMalloc,  // want sqlite-alloc-size warning "Blocks of ShortMalloc begin 4 bytes behind aligned memory"
    .xFree = ShortFree,  // ok sqlite-alloc-size
    .xRealloc = OtherRealloc,
    .xSize = OtherSize,
    .xRoundup = OtherRoundup,
    .xInit = OtherInit,
};

static const sqlite3_mem_methods Bytes = {
    .xMalloc = BytesMalloc,  // want sqlite-alloc-size warning "Blocks of BytesMalloc begin 4 bytes behind aligned memory"
    .xFree = BytesFree,  // ok sqlite-alloc-size
    .xRealloc = OtherRealloc,
    .xSize = OtherSize,
    .xRoundup = OtherRoundup,
    .xInit = OtherInit,
};

static const sqlite3_mem_methods List = {
    .xMalloc = ListMalloc,
    .xFree = HeaderFree,  // ok sqlite-alloc-size
    .xRealloc = OtherRealloc,
    .xSize = OtherSize,
    .xRoundup = OtherRoundup,
    .xInit = OtherInit,
};

const sqlite3_mem_methods *MethodsOf(int Index)
{
    static const sqlite3_mem_methods *const all[] = { &Right, &Plain, &Kept, &Before, &Short, &Bytes, &List };

    return all[Index];
}
