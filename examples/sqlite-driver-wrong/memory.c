/* SQLite's allocator, moved over from the service that had the catalogue before. */
#include "driver.h"

static void *QuirksMalloc(int Size)
{
    return HeapAlloc(GetProcessHeap(), 0, Size);  // wrong: a driver has no process heap
}

static void QuirksFree(void *Memory)
{
    HeapFree(GetProcessHeap(), 0, Memory);  // wrong: the same
}

static int QuirksRoundup(int Size)
{
    return (Size + 7) & ~7;
}

// wrong: no xRealloc, which SQLite calls without looking whether it is there
const sqlite3_mem_methods QuirksMemoryMethods = {
    .xMalloc = QuirksMalloc,
    .xFree = QuirksFree,
    .xSize = NULL,  // wrong: called as well, for each block
    .xRoundup = QuirksRoundup,
    .xInit = NULL,  // wrong: the first one that is called
    .xShutdown = NULL,
};
