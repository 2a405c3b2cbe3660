#include <ntddk.h>

#define SAMPLE_POOL_TAG 'lpmS'

typedef struct _ITEM {
    struct _ITEM *Next;
    PVOID Data;
} ITEM, *PITEM;

PITEM NewItem(HANDLE Heap, SIZE_T Bytes)
{
    PITEM item = (PITEM)ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, sizeof(*item), SAMPLE_POOL_TAG);

    if (item == NULL) {
        return NULL;
    }
    item->Data = ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, SAMPLE_POOL_TAG);
    item->Next = ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, sizeof(ITEM), SAMPLE_POOL_TAG);
    item->Next->Data = ExAllocatePool2(POOL_FLAG_NON_PAGED, 4 * Bytes, SAMPLE_POOL_TAG);
    item->Next->Next = ExAllocatePool2(POOL_FLAG_NON_PAGED, 4 * sizeof(ITEM), SAMPLE_POOL_TAG);
    return item;
}

VOID FreeItem(HANDLE Heap, PITEM Item)
{
    if (Item->Data != NULL) {
        ExFreePoolWithTag(Item->Data, SAMPLE_POOL_TAG);
    }
    if (Item->Next)
        ExFreePoolWithTag(Item->Next, SAMPLE_POOL_TAG);
    else {
        if (Item->Data != NULL) {
            ExFreePoolWithTag(Item->Data, SAMPLE_POOL_TAG);
        }
    }
    if (Item != NULL) {
        ExFreePoolWithTag(Item, SAMPLE_POOL_TAG);
    }
}
