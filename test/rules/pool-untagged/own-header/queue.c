#include "driver.h"

NTSTATUS
QueueCreate(
    _Inout_ PQUEUE Queue,
    _In_ ULONG Count
    )
{
    Queue->Entries = ExAllocatePool( // want pool-untagged; want pool-deprecated
        NonPagedPoolNx,
        Count * sizeof(ULONG)
        );
    if (Queue->Entries == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlZeroMemory(Queue->Entries, Count * sizeof(ULONG));
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
