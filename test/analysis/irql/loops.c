// Loops: what holds on every turn, and after the last.

// fact summary: nothing
VOID LockEachTurn(PDEVICE_EXTENSION Dev, ULONG Count)
{
    ULONG i;
    KIRQL irql;
    for (i = 0; i < Count; i++) {
        KeAcquireSpinLock(&Dev->Lock, &irql); // irql: DISPATCH; locks: Dev->Lock; worlds: 1
        Dev->Total += i;
        KeReleaseSpinLock(&Dev->Lock, irql); // irql: entry; locks: none
    }
} // irql: entry; worlds: 1

VOID LockAroundLoop(PDEVICE_EXTENSION Dev, ULONG Count)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    while (Count-- > 0) {
        Dev->Total++; // irql: DISPATCH; locks: Dev->Lock; worlds: 1
    }
    KeReleaseSpinLock(&Dev->Lock, irql);
} // irql: entry; locks: none

VOID DropForCallback(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    while (!IsListEmpty(&Dev->Queue)) {
        PLIST_ENTRY entry = RemoveHeadList(&Dev->Queue); // irql: DISPATCH
        KeReleaseSpinLock(&Dev->Lock, irql);
        Dev->Complete(entry); // irql: entry; locks: none
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    // irql: DISPATCH; locks: Dev->Lock; worlds: 1
    KeReleaseSpinLock(&Dev->Lock, irql);
} // irql: entry; locks: none

VOID BreakWithLock(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    for (;;) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
        if (Dev->Stopping) {
            break;
        }
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
    // irql: DISPATCH; locks: Dev->Lock; worlds: 1
    KeReleaseSpinLock(&Dev->Lock, irql);
} // irql: entry; locks: none

VOID ContinueWithoutRelease(PDEVICE_EXTENSION Dev, ULONG Count)
{
    KIRQL irql;
    ULONG i;
    for (i = 0; i < Count; i++) {
        // locks: Dev->Lock | none
        KeAcquireSpinLock(&Dev->Lock, &irql);
        if (Dev->Items[i] == NULL) {
            continue; // locks: Dev->Lock
        }
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: Dev->Lock | none

VOID DoWhile(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    do {
        KeAcquireSpinLock(&Dev->Lock, &irql);
        Dev->Total++; // irql: DISPATCH; worlds: 1
        KeReleaseSpinLock(&Dev->Lock, irql);
    } while (Dev->Total < 10);
} // irql: entry

VOID DoOnce(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    do {
        if (Dev->Removed) {
            break;
        }
        KeAcquireSpinLock(&Dev->Lock, &irql);
        Dev->Total++;
        KeReleaseSpinLock(&Dev->Lock, irql);
    } while (FALSE);
} // irql: entry; locks: none; worlds: 1

VOID FlagOutOfLoop(PDEVICE_EXTENSION Dev, ULONG Count)
{
    KIRQL irql;
    BOOLEAN held = FALSE;
    while (Count-- > 0) {
        if (!held) {
            KeAcquireSpinLock(&Dev->Lock, &irql);
            held = TRUE;
        }
        Dev->Total++; // irql: DISPATCH; locks: Dev->Lock
    }
    if (held) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // irql: entry; locks: none

VOID ToggledInLoop(PDEVICE_EXTENSION Dev, ULONG Count)
{
    KIRQL irql;
    BOOLEAN held = FALSE;
    while (Count-- > 0) {
        if (held) {
            KeReleaseSpinLock(&Dev->Lock, irql);
            held = FALSE;
        } else {
            KeAcquireSpinLock(&Dev->Lock, &irql);
            held = TRUE;
        }
    }
    if (held) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // irql: entry; locks: none

VOID RetryUntilTaken(PDEVICE_EXTENSION Dev)
{
    while (!ExTryToAcquireFastMutex(&Dev->Mutex)) {
        YieldProcessor(); // irql: entry; locks: none
    }
    // irql: APC; locks: Dev->Mutex; worlds: 1
    ExReleaseFastMutex(&Dev->Mutex);
} // irql: entry; locks: none

VOID WalkList(PDEVICE_EXTENSION Dev)
{
    PLIST_ENTRY link;
    KIRQL irql;
    for (link = Dev->List.Flink; link != &Dev->List; link = link->Flink) {
        PITEM item = CONTAINING_RECORD(link, ITEM, Link);
        KeAcquireSpinLock(&item->Lock, &irql); // irql: DISPATCH
        item->Count++;
        KeReleaseSpinLock(&item->Lock, irql); // irql: entry; locks: none
    }
} // irql: entry; locks: none; worlds: 1

VOID HandOverHand(PNODE Head)
{
    PNODE node = Head;
    KeAcquireSpinLockAtDpcLevel(&node->Lock); // locks: node->Lock
    while (node->Next != NULL) {
        PNODE next = node->Next;
        KeAcquireSpinLockAtDpcLevel(&next->Lock);
        KeReleaseSpinLockFromDpcLevel(&node->Lock);
        node = next; // locks: next->Lock | unknown
    }
    KeReleaseSpinLockFromDpcLevel(&node->Lock);
} // locks: none | unknown

VOID KeptWhileSearching(PDEVICE_EXTENSION Dev)
{
    PITEM item;
    KIRQL irql;
    while ((item = NextItem(Dev)) != NULL) {
        KeAcquireSpinLock(&item->Lock, &irql);
        if (item->Found) {
            break;
        }
        KeReleaseSpinLock(&item->Lock, irql);
    }
    if (item != NULL) {
        KeReleaseSpinLock(&item->Lock, irql);
    }
} // irql: entry; locks: none

VOID EachItemIsAnother(PDEVICE_EXTENSION Dev)
{
    PITEM item;
    while ((item = NextItem(Dev)) != NULL) {
        // locks: none | unknown
        KeAcquireSpinLockAtDpcLevel(&item->Lock);
    }
}

VOID AllLocks(PDEVICE_EXTENSION Dev, ULONG Count)
{
    ULONG i;
    for (i = 0; i < Count; i++) {
        KeAcquireSpinLockAtDpcLevel(&Dev->Locks[i]);
    }
    for (i = 0; i < Count; i++) {
        KeReleaseSpinLockFromDpcLevel(&Dev->Locks[i]);
    }
} // locks: none | unknown

VOID OneOfMany(PDEVICE_EXTENSION Dev, ULONG Index)
{
    KeAcquireSpinLockAtDpcLevel(&Dev->Locks[Index]);   // locks: Dev->Locks[Index]
    KeReleaseSpinLockFromDpcLevel(&Dev->Locks[Index]); // locks: none
    KeAcquireSpinLockAtDpcLevel(&Dev->Locks[0]);
    KeAcquireSpinLockAtDpcLevel(&Dev->Locks[1]); // locks: Dev->Locks[0], Dev->Locks[1]
    KeReleaseSpinLockFromDpcLevel(&Dev->Locks[1]);
    KeReleaseSpinLockFromDpcLevel(&Dev->Locks[0]);
} // locks: none

VOID WaitsForever(PDEVICE_EXTENSION Dev)
{
    for (;;) {
        KeWaitForSingleObject(&Dev->Event, Executive, KernelMode, FALSE, NULL);
        Dev->Count++;
    }
} // irql: unreachable

VOID RegionEachTurn(PDEVICE_EXTENSION Dev, ULONG Count)
{
    while (Count-- > 0) {
        KeEnterCriticalRegion(); // critical: 1
        ExAcquireResourceSharedLite(&Dev->Resource, TRUE);
        ExReleaseResourceLite(&Dev->Resource);
        KeLeaveCriticalRegion(); // critical: 0
    }
} // critical: 0; locks: none

VOID RegionsNeverLeft(PDEVICE_EXTENSION Dev, ULONG Count)
{
    while (Count-- > 0) {
        KeEnterCriticalRegion();
    }
    Dev->Done = TRUE; // critical: 0 | 1 | 2 | 3 | unknown
}

VOID DeepRegions(VOID)
{
    KeEnterCriticalRegion();
    KeEnterCriticalRegion();
    KeEnterCriticalRegion(); // critical: 3
    KeEnterCriticalRegion(); // critical: unknown
    KeLeaveCriticalRegion();
    KeLeaveCriticalRegion();
    KeLeaveCriticalRegion();
    KeLeaveCriticalRegion();
} // critical: unknown
