#include "driver.h"

NTSTATUS
QueueCreate(
    _Inout_ PQUEUE Queue,
    _In_ ULONG Count
    )
{
    Queue->Entries = ExAllocatePool2(
        POOL_FLAG_NON_PAGED,
        Count * sizeof(ULONG),
        TEST_POOL_TAG
        );
    if (Queue->Entries == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Queue->Count = Count;
    return STATUS_SUCCESS;
}

VOID
QueueDelete(
    _Inout_ PQUEUE Queue
    )
{
    ExFreePool(Queue->Entries);
    Queue->Entries = NULL;
}
