// unit: target=10.0.19041
#include <ntddk.h>

#define ENTRY_POOL_TAG 'tnEE'

HANDLE OpenHeap(VOID);

// What the kernel's function has no argument for is not done any more: nobody takes that unasked.
PVOID FromHeap(SIZE_T Bytes, PVOID Old)
{
    HeapFree(OpenHeap(), 0, Old);                   // want user-mode-api "HeapFree"
    return HeapAlloc(OpenHeap(), 0, Bytes);         // want user-mode-api "HeapAlloc"
}

// What is tested is not what is freed.
VOID FreeNext(char **Entries, int Index)
{
    if (Entries[Index++]) free(Entries[Index++]);   // want user-mode-api "free"
}

// One of the two is not the console for errors.
VOID Report(int Fatal)
{
    fprintf(Fatal ? stderr : stdout, "failed\n");   // want user-mode-api "fprintf"
}
