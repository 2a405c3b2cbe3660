/* The allocator. */
#include <ntddk.h>
#include "sqlite3.h"

void *CatalogAlloc(int Size);
void CatalogFree(void *Memory);
void *CatalogRealloc(void *Memory, int Size);
int CatalogSize(void *Memory);
int CatalogRoundup(int Size);

const sqlite3_mem_methods CatalogMemory = {
    .xMalloc = CatalogAlloc,
    .xFree = CatalogFree,
    .xRealloc = CatalogRealloc,
    .xSize = CatalogSize,
    .xRoundup = CatalogRoundup,
    .xInit = NULL,
};
