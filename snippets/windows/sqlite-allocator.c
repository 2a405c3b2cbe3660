/*
 * prefix: kd-sqlite-allocator
 * title: SQLite: allocator
 * topic: SQLite
 * description: sqlite3_mem_methods over paged pool, for SQLITE_CONFIG_MALLOC; the size stands before each block
 * languages: c
 * includes: sqlite3.h
 */
#define ${1:SAMPLE}_TAG_SQLITE '${2:lqSS}'

/* Pool does not tell the size of a block, and xSize has to. As long as the pool's alignment, which the block keeps. */
typedef union _${1:SAMPLE}_BLOCK {
    SIZE_T Size;
    UCHAR Alignment[MEMORY_ALLOCATION_ALIGNMENT];
} ${1:SAMPLE}_BLOCK, *P${1:SAMPLE}_BLOCK;

static void *${3:Sample}Malloc(int Size)
{
    P${1:SAMPLE}_BLOCK block;

    if (Size <= 0) {
        return NULL;
    }

    /* SQLite writes before it reads: it needs no zeros. */
    block = (P${1:SAMPLE}_BLOCK)ExAllocatePool2(
        POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, sizeof(*block) + (SIZE_T)Size, ${1:SAMPLE}_TAG_SQLITE);
    if (block == NULL) {
        return NULL;
    }
    block->Size = (SIZE_T)Size;
    return block + 1;
}

static void ${3:Sample}Free(void *Memory)
{
    if (Memory != NULL) {
        ExFreePoolWithTag((P${1:SAMPLE}_BLOCK)Memory - 1, ${1:SAMPLE}_TAG_SQLITE);
    }
}

static int ${3:Sample}Size(void *Memory)
{
    return Memory == NULL ? 0 : (int)((P${1:SAMPLE}_BLOCK)Memory - 1)->Size;
}

static void *${3:Sample}Realloc(void *Memory, int Size)
{
    int oldSize = ${3:Sample}Size(Memory);
    void *larger;

    if (Size <= oldSize) {
        return Memory;
    }
    larger = ${3:Sample}Malloc(Size);
    if (larger != NULL && Memory != NULL) {
        RtlCopyMemory(larger, Memory, (SIZE_T)oldSize);
        ${3:Sample}Free(Memory);
    }
    return larger;
}

static int ${3:Sample}Roundup(int Size)
{
    return (Size + 7) & ~7;
}

static int ${3:Sample}MemoryInit(void *Context)
{
    UNREFERENCED_PARAMETER(Context);
    return SQLITE_OK;
}

static void ${3:Sample}MemoryShutdown(void *Context)
{
    UNREFERENCED_PARAMETER(Context);
}

/* SQLite calls all of them without a look whether they are there. */
const sqlite3_mem_methods ${3:Sample}MemoryMethods = {
    .xMalloc = ${3:Sample}Malloc,
    .xFree = ${3:Sample}Free,
    .xRealloc = ${3:Sample}Realloc,
    .xSize = ${3:Sample}Size,
    .xRoundup = ${3:Sample}Roundup,
    .xInit = ${3:Sample}MemoryInit,
    .xShutdown = ${3:Sample}MemoryShutdown,
    .pAppData = NULL,
};
