/* SQLite's own source: what it calls hangs on its compile options, of which another rule speaks. */
#include <windows.h>  // ok user-mode-header
#include <ntddk.h>

#define SQLITE_VERSION_NUMBER 3053002
#define SQLITE_SOURCE_ID "2026-01-01"
#define SQLITEINT_H

static HANDLE winHeap;

static void *winMemMalloc(int nBytes)
{
    return HeapAlloc(winHeap, 0, (SIZE_T)nBytes);  // ok user-mode-api
}

void winCopy(char *zTo, const char *zFrom)
{
    strcpy(zTo, zFrom);  // ok deprecated-api
    zTo[0] = winMemMalloc(1) == 0;
}
