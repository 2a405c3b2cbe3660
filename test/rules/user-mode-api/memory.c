// unit: target=10.0.19041
#include <ntddk.h>

#define SAMPLE_POOL_TAG 'lpmS'

typedef struct _ITEM {
    struct _ITEM *Next;
    PVOID Data;
} ITEM, *PITEM;

PITEM NewItem(HANDLE Heap, SIZE_T Bytes)
{
    PITEM item = (PITEM)malloc(sizeof(*item));                  // want user-mode-api "malloc"

    if (item == NULL) {
        return NULL;
    }
    item->Data = HeapAlloc(Heap, HEAP_ZERO_MEMORY, Bytes);      // want user-mode-api "HeapAlloc"
    item->Next = HeapAlloc(Heap, 0, sizeof(ITEM));              // want user-mode-api "HeapAlloc"
    item->Next->Data = LocalAlloc(LPTR, 4 * Bytes);             // want user-mode-api "LocalAlloc"
    item->Next->Next = calloc(4, sizeof(ITEM));                 // want user-mode-api "calloc"
    return item;
}

VOID FreeItem(HANDLE Heap, PITEM Item)
{
    if (Item->Data != NULL) {
        HeapFree(Heap, 0, Item->Data);                          // want user-mode-api "HeapFree"
    }
    if (Item->Next)
        free(Item->Next);                                       // want user-mode-api "free"
    else
        LocalFree(Item->Data);                                  // want user-mode-api "LocalFree"
    free(Item);                                                 // want user-mode-api "free"
}
