/*
 * The messages that wait, in paged pool: a fast mutex leaves its owner at APC_LEVEL, where paged memory may be touched.
 * Memory is allocated and freed without the mutex, so that nobody waits for the memory manager.
 */
#include "driver.h"

typedef struct _NEW_DRIVER_MESSAGE {
    LIST_ENTRY Link;
    LARGE_INTEGER Time;
    ULONG Length;
    UCHAR Data[ANYSIZE_ARRAY];
} NEW_DRIVER_MESSAGE, *PNEW_DRIVER_MESSAGE;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverStoreAppend)
#pragma alloc_text(PAGE, NewDriverStoreTake)
#pragma alloc_text(PAGE, NewDriverStorePeek)
#pragma alloc_text(PAGE, NewDriverStoreQuery)
#pragma alloc_text(PAGE, NewDriverStoreClear)
#endif

_Use_decl_annotations_
VOID NewDriverStoreInitialize(PNEW_DRIVER_STORE Store)
{
    RtlZeroMemory(Store, sizeof(*Store));
    ExInitializeFastMutex(&Store->Lock);
    InitializeListHead(&Store->Messages);
}

_Use_decl_annotations_
NTSTATUS NewDriverStoreAppend(PNEW_DRIVER_STORE Store, const VOID *Data, ULONG Length)
{
    PNEW_DRIVER_MESSAGE message;
    BOOLEAN room;

    PAGED_CODE();

    /* The sum does not overflow: a message has NEW_DRIVER_MESSAGE_BYTES at most. */
    message = (PNEW_DRIVER_MESSAGE)ExAllocatePool2(
        POOL_FLAG_PAGED, FIELD_OFFSET(NEW_DRIVER_MESSAGE, Data) + (SIZE_T)Length, NEW_DRIVER_TAG_MESSAGE);
    if (message == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    message->Length = Length;
    RtlCopyMemory(message->Data, Data, Length);

    ExAcquireFastMutex(&Store->Lock);
    room = Store->Count < NEW_DRIVER_MESSAGE_COUNT;
    if (room) {
        /* Taken with the mutex held, so that the times of messages never go back. */
        KeQuerySystemTimePrecise(&message->Time);
        InsertTailList(&Store->Messages, &message->Link);
        Store->Count++;
        Store->Bytes += Length;
        Store->Written++;
    } else {
        Store->Refused++;
    }
    ExReleaseFastMutex(&Store->Lock);

    if (!room) {
        ExFreePoolWithTag(message, NEW_DRIVER_TAG_MESSAGE);
        return STATUS_QUOTA_EXCEEDED;
    }
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NewDriverStoreTake(PNEW_DRIVER_STORE Store, PVOID Buffer, ULONG Capacity, PULONG Length)
{
    PNEW_DRIVER_MESSAGE message = NULL;
    NTSTATUS status = STATUS_SUCCESS;

    PAGED_CODE();

    *Length = 0;
    ExAcquireFastMutex(&Store->Lock);
    if (IsListEmpty(&Store->Messages)) {
        status = STATUS_END_OF_FILE;
    } else {
        message = CONTAINING_RECORD(Store->Messages.Flink, NEW_DRIVER_MESSAGE, Link);
        if (message->Length > Capacity) {
            status = STATUS_BUFFER_TOO_SMALL;
        } else {
            RemoveEntryList(&message->Link);
            Store->Count--;
            Store->Bytes -= message->Length;
            Store->Taken++;
        }
    }
    ExReleaseFastMutex(&Store->Lock);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* Nobody else has it any more. */
    *Length = message->Length;
    RtlCopyMemory(Buffer, message->Data, message->Length);
    ExFreePoolWithTag(message, NEW_DRIVER_TAG_MESSAGE);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NewDriverStorePeek(PNEW_DRIVER_STORE Store, PVOID Buffer, ULONG Capacity, PULONG Length)
{
    PNEW_DRIVER_RECORD last = NULL;
    PLIST_ENTRY link;
    ULONG used = 0;
    NTSTATUS status = STATUS_SUCCESS;

    PAGED_CODE();

    *Length = 0;
    ExAcquireFastMutex(&Store->Lock);
    for (link = Store->Messages.Flink; link != &Store->Messages; link = link->Flink) {
        PNEW_DRIVER_MESSAGE message = CONTAINING_RECORD(link, NEW_DRIVER_MESSAGE, Link);
        ULONG start = (ULONG)ALIGN_UP_BY(used, NEW_DRIVER_RECORD_ALIGNMENT);
        ULONG size = FIELD_OFFSET(NEW_DRIVER_RECORD, Data) + message->Length;
        PNEW_DRIVER_RECORD record;

        /* `start` may lie behind the buffer's end; the difference is taken only where it does not. */
        if (start > Capacity || size > Capacity - start) {
            status = STATUS_BUFFER_OVERFLOW;
            break;
        }
        record = (PNEW_DRIVER_RECORD)((PUCHAR)Buffer + start);
        record->NextOffset = 0;
        record->Length = message->Length;
        record->Time = (ULONGLONG)message->Time.QuadPart;
        RtlCopyMemory(record->Data, message->Data, message->Length);
        if (last != NULL) {
            last->NextOffset = (ULONG)((PUCHAR)record - (PUCHAR)last);
        }
        last = record;
        used = start + size;
    }
    ExReleaseFastMutex(&Store->Lock);

    *Length = used;
    return status;
}

_Use_decl_annotations_
VOID NewDriverStoreQuery(PNEW_DRIVER_STORE Store, PNEW_DRIVER_STATUS Status)
{
    PAGED_CODE();

    RtlZeroMemory(Status, sizeof(*Status));
    ExAcquireFastMutex(&Store->Lock);
    Status->Messages = Store->Count;
    Status->Bytes = Store->Bytes;
    Status->Refused = Store->Refused;
    Status->Written = Store->Written;
    Status->Taken = Store->Taken;
    ExReleaseFastMutex(&Store->Lock);
}

_Use_decl_annotations_
VOID NewDriverStoreClear(PNEW_DRIVER_STORE Store)
{
    LIST_ENTRY dropped;

    PAGED_CODE();

    InitializeListHead(&dropped);
    ExAcquireFastMutex(&Store->Lock);
    while (!IsListEmpty(&Store->Messages)) {
        InsertTailList(&dropped, RemoveHeadList(&Store->Messages));
    }
    Store->Count = 0;
    Store->Bytes = 0;
    ExReleaseFastMutex(&Store->Lock);

    while (!IsListEmpty(&dropped)) {
        PLIST_ENTRY link = RemoveHeadList(&dropped);

        ExFreePoolWithTag(CONTAINING_RECORD(link, NEW_DRIVER_MESSAGE, Link), NEW_DRIVER_TAG_MESSAGE);
    }
}
