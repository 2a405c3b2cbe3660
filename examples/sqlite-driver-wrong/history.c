/* The latest queries, kept under a spin lock; a timer drops the old ones. */
#include "driver.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, QuirksHistoryTrim)
#endif

VOID QuirksHistoryStart(PQUIRKS_EXTENSION Extension)
{
    LARGE_INTEGER due;

    KeInitializeSpinLock(&Extension->HistoryLock);
    InitializeListHead(&Extension->History);
    KeInitializeDpc(&Extension->TimerDpc, QuirksTimerDpc, Extension);
    KeInitializeTimer(&Extension->Timer);
    due.QuadPart = -10LL * 1000 * 10000;
    KeSetTimerEx(&Extension->Timer, due, 10000, &Extension->TimerDpc);
}

VOID QuirksTimerDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PQUIRKS_EXTENSION extension = (PQUIRKS_EXTENSION)DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    QuirksHistoryTrim(extension);                    // wrong: pageable code, called at DISPATCH_LEVEL
    sqlite3_db_release_memory(extension->Database);  // wrong: SQLite at DISPATCH_LEVEL
}

/* Drops what is too old. */
VOID QuirksHistoryTrim(PQUIRKS_EXTENSION Extension)
{
    LARGE_INTEGER now;
    KIRQL oldIrql;

    PAGED_CODE();

    KeQuerySystemTime(&now);
    KeAcquireSpinLock(&Extension->HistoryLock, &oldIrql);  // wrong: raises the IRQL in pageable code
    while (!IsListEmpty(&Extension->History)) {
        PQUIRKS_HISTORY_ENTRY oldest = CONTAINING_RECORD(Extension->History.Blink, QUIRKS_HISTORY_ENTRY, Link);

        if (Extension->HistoryCount <= QUIRKS_HISTORY_LIMIT &&
            now.QuadPart - oldest->Time.QuadPart < QUIRKS_HISTORY_SECONDS * 10000000LL) {
            break;
        }
        RemoveEntryList(&oldest->Link);
        Extension->HistoryCount--;
        ExFreePool(oldest);
    }
    KeReleaseSpinLock(&Extension->HistoryLock, oldIrql);
}

NTSTATUS QuirksHistoryAdd(PQUIRKS_EXTENSION Extension, const QUIRKS_QUERY *Query)
{
    PQUIRKS_HISTORY_ENTRY entry;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->HistoryLock, &oldIrql);
    entry = ExAllocatePool(NonPagedPool, sizeof(*entry));  // wrong: no tag, and executable
    if (entry == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;  // wrong: the lock stays held, the IRQL raised
    }
    KeQuerySystemTime(&entry->Time);
    entry->Query = *Query;
    InsertHeadList(&Extension->History, &entry->Link);
    Extension->HistoryCount++;
    KeReleaseSpinLock(&Extension->HistoryLock, oldIrql);
    return STATUS_SUCCESS;
}

ULONG QuirksHistoryCopy(PQUIRKS_EXTENSION Extension, PQUIRKS_QUERY Queries, ULONG Capacity)
{
    ULONG count = 0;
    PLIST_ENTRY link;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->HistoryLock, &oldIrql);
    for (link = Extension->History.Flink; link != &Extension->History && count < Capacity; link = link->Flink) {
        Queries[count++] = CONTAINING_RECORD(link, QUIRKS_HISTORY_ENTRY, Link)->Query;
    }
    KeReleaseSpinLock(&Extension->HistoryLock, oldIrql);
    return count;
}
