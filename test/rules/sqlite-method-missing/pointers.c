// What a function stores through a pointer may be in any table of that type.
#include <ntddk.h>
#include "sqlite3.h"

void *AllocatorMalloc(int Size);
void AllocatorFree(void *Memory);
void *AllocatorRealloc(void *Memory, int Size);
int AllocatorSize(void *Memory);
int AllocatorRoundup(int Size);
int AllocatorInit(void *AppData);

typedef struct _ALLOCATOR {
    LONG Blocks;
    sqlite3_mem_methods Methods;
} ALLOCATOR;

static sqlite3_mem_methods Table = {  // ok sqlite-method-missing
    .xMalloc = AllocatorMalloc,
    .xFree = AllocatorFree,
    .xRealloc = AllocatorRealloc,
    .xSize = AllocatorSize,
};

static ALLOCATOR Allocator = {  // ok sqlite-method-missing
    .Methods = {
        .xMalloc = AllocatorMalloc,
        .xFree = AllocatorFree,
        .xRealloc = AllocatorRealloc,
        .xSize = AllocatorSize,
    },
};

static const ALLOCATOR Constant = {  // want sqlite-method-missing error "Constant.Methods has no xRoundup and xInit"
    .Methods = {
        .xMalloc = AllocatorMalloc,
        .xFree = AllocatorFree,
        .xRealloc = AllocatorRealloc,
        .xSize = AllocatorSize,
    },
};

static const sqlite3_mem_methods Several[] = {
    { AllocatorMalloc, AllocatorFree, AllocatorRealloc, AllocatorSize, AllocatorRoundup, AllocatorInit },
    { AllocatorMalloc, AllocatorFree, AllocatorRealloc, NULL, AllocatorRoundup, AllocatorInit },  // want sqlite-method-missing error "xSize of Several[1] is NULL"
};

static void Fill(sqlite3_mem_methods *Methods)
{
    Methods->xRoundup = AllocatorRoundup;
    Methods->xInit = AllocatorInit;
}

int Configure(int Index)
{
    sqlite3_mem_methods *methods = &Allocator.Methods;

    Fill(methods);
    Fill(&Table);
    if (Index < 0) {
        return sqlite3_config(SQLITE_CONFIG_MALLOC, &Constant.Methods);
    }
    return sqlite3_config(SQLITE_CONFIG_MALLOC, Index < 2 ? &Several[Index] : &Table);
}
