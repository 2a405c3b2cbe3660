/*
 * The latest queries, kept under a spin lock because the timer's DPC drops the old ones at DISPATCH_LEVEL. For that
 * reason nothing in this file is pageable but what stops it.
 */
#include "driver.h"

#define QUIRKS_TIMER_MILLISECONDS 10000

static VOID QuirksHistoryTrim(PQUIRKS_EXTENSION Extension, ULONG Limit, LONGLONG Oldest, PLIST_ENTRY Dropped);
static VOID QuirksHistoryFree(PLIST_ENTRY Dropped);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, QuirksHistoryStop)
#endif

VOID QuirksHistoryStart(PQUIRKS_EXTENSION Extension)
{
    LARGE_INTEGER due;

    KeInitializeSpinLock(&Extension->HistoryLock);
    InitializeListHead(&Extension->History);
    Extension->HistoryCount = 0;
    Extension->HistoryLimit = QUIRKS_HISTORY_DEFAULT;

    KeInitializeDpc(&Extension->TimerDpc, QuirksTimerDpc, Extension);
    KeInitializeTimer(&Extension->Timer);
    due.QuadPart = -10000LL * QUIRKS_TIMER_MILLISECONDS;
    KeSetTimerEx(&Extension->Timer, due, QUIRKS_TIMER_MILLISECONDS, &Extension->TimerDpc);
}

_Use_decl_annotations_
VOID QuirksHistoryStop(PQUIRKS_EXTENSION Extension)
{
    PAGED_CODE();

    /* A DPC that is queued already runs to its end before the extension goes away. */
    KeCancelTimer(&Extension->Timer);
    KeFlushQueuedDpcs();

    QuirksHistorySetLimit(Extension, 0);
}

VOID QuirksTimerDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PQUIRKS_EXTENSION extension = (PQUIRKS_EXTENSION)DeferredContext;
    LARGE_INTEGER now;
    LIST_ENTRY dropped;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    KeQuerySystemTime(&now);
    KeAcquireSpinLockAtDpcLevel(&extension->HistoryLock);
    QuirksHistoryTrim(
        extension, extension->HistoryLimit, now.QuadPart - 10000000LL * QUIRKS_HISTORY_SECONDS, &dropped);
    KeReleaseSpinLockFromDpcLevel(&extension->HistoryLock);
    QuirksHistoryFree(&dropped);
}

_Use_decl_annotations_
NTSTATUS QuirksHistoryAdd(PQUIRKS_EXTENSION Extension, const QUIRKS_QUERY *Query)
{
    PQUIRKS_HISTORY_ENTRY entry;
    LIST_ENTRY dropped;
    KIRQL oldIrql;

    entry = (PQUIRKS_HISTORY_ENTRY)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*entry), QUIRKS_TAG_HISTORY);
    if (entry == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeQuerySystemTime(&entry->Time);
    entry->Query = *Query;

    KeAcquireSpinLock(&Extension->HistoryLock, &oldIrql);
    InsertHeadList(&Extension->History, &entry->Link);
    Extension->HistoryCount++;
    QuirksHistoryTrim(Extension, Extension->HistoryLimit, 0, &dropped);
    KeReleaseSpinLock(&Extension->HistoryLock, oldIrql);

    QuirksHistoryFree(&dropped);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
ULONG QuirksHistoryCopy(PQUIRKS_EXTENSION Extension, PQUIRKS_QUERY Queries, ULONG Capacity)
{
    ULONG count = 0;
    PLIST_ENTRY link;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->HistoryLock, &oldIrql);
    for (link = Extension->History.Flink; link != &Extension->History && count < Capacity; link = link->Flink) {
        Queries[count] = CONTAINING_RECORD(link, QUIRKS_HISTORY_ENTRY, Link)->Query;
        count++;
    }
    KeReleaseSpinLock(&Extension->HistoryLock, oldIrql);
    return count;
}

_Use_decl_annotations_
VOID QuirksHistorySetLimit(PQUIRKS_EXTENSION Extension, ULONG Limit)
{
    LIST_ENTRY dropped;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->HistoryLock, &oldIrql);
    Extension->HistoryLimit = Limit;
    QuirksHistoryTrim(Extension, Limit, 0, &dropped);
    KeReleaseSpinLock(&Extension->HistoryLock, oldIrql);

    QuirksHistoryFree(&dropped);
}

/* Moves entries beyond the limit or older than a time to a list of the caller's. The caller holds HistoryLock. */
static VOID QuirksHistoryTrim(PQUIRKS_EXTENSION Extension, ULONG Limit, LONGLONG Oldest, PLIST_ENTRY Dropped)
{
    InitializeListHead(Dropped);
    while (!IsListEmpty(&Extension->History)) {
        PLIST_ENTRY last = Extension->History.Blink;

        if (Extension->HistoryCount <= Limit &&
            CONTAINING_RECORD(last, QUIRKS_HISTORY_ENTRY, Link)->Time.QuadPart >= Oldest) {
            break;
        }
        RemoveEntryList(last);
        Extension->HistoryCount--;
        InsertTailList(Dropped, last);
    }
}

/* Frees a list that nobody else can see, without the lock. */
static VOID QuirksHistoryFree(PLIST_ENTRY Dropped)
{
    while (!IsListEmpty(Dropped)) {
        PLIST_ENTRY link = RemoveHeadList(Dropped);

        ExFreePoolWithTag(CONTAINING_RECORD(link, QUIRKS_HISTORY_ENTRY, Link), QUIRKS_TAG_HISTORY);
    }
}
