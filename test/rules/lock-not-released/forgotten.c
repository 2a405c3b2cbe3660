/* A function that forgets a lock is told so once: what that means for its callers goes with it. */
#include <ntddk.h>

typedef struct _EXTENSION
{
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
    ULONG Count;
} EXTENSION, *PEXTENSION;

NTSTATUS AddEntry(PEXTENSION Extension)
{
    PLIST_ENTRY entry;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    entry = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(LIST_ENTRY), 'dpaE');
    if (entry == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;        // want lock-not-released "still held at this return of AddEntry"
    }
    InsertTailList(&Extension->Queue, entry);
    Extension->Count++;
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
    return STATUS_SUCCESS;
}

NTSTATUS AddTwo(PEXTENSION Extension)
{
    NTSTATUS status = AddEntry(Extension);

    if (!NT_SUCCESS(status)) {
        return status;                               // ok lock-not-released
    }
    return AddEntry(Extension);                      // ok lock-recursive
}

VOID Reset(PEXTENSION Extension, HANDLE File)
{
    AddEntry(Extension);
    ZwClose(File);                                   // ok irql-too-high
    Extension->Count = 0;
}
