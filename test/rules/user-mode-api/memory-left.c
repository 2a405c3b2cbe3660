// unit: target=10.0.19041
#include <ntddk.h>

#define SAMPLE_POOL_TAG 'lpmS'

// A product may be too large; flags that nobody sees may ask for anything; memory may be reserved alone.
VOID NewItems(HANDLE Heap, PVOID *Items, SIZE_T Bytes, ULONG Count, ULONG Flags)
{
    Items[0] = calloc(Count, sizeof(PVOID));                    // want user-mode-api "calloc"
    Items[1] = HeapAlloc(Heap, Flags, Bytes);                   // want user-mode-api "HeapAlloc"
    Items[2] = VirtualAlloc(NULL, Bytes, MEM_RESERVE, PAGE_READWRITE);  // want user-mode-api "VirtualAlloc"
    Items[3] = realloc(Items[3], Bytes);                        // want user-mode-api "realloc"
}

// What free is given changes; who looks at the answer wants one.
BOOLEAN FreeItems(HANDLE Heap, PVOID *Items)
{
    free(*Items++);                                             // want user-mode-api "free"
    return HeapFree(Heap, 0, *Items) != FALSE;                  // want user-mode-api "HeapFree"
}
