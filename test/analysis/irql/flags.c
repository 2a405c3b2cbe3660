// Conditions that hang together.

VOID LockedFlag(PDEVICE_EXTENSION Dev, BOOLEAN Need)
{
    KIRQL irql;
    BOOLEAN locked = FALSE;
    if (Need) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
        locked = TRUE;
    }
    Dev->Count++; // worlds: 2; locks: Dev->Lock | none
    if (locked) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // irql: entry; locks: none

VOID FlagIsCondition(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    BOOLEAN locked = Dev->Shared && !Dev->Removed;
    if (locked) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    if (locked == TRUE) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: none; irql: entry

VOID ParameterTwice(PDEVICE_EXTENSION Dev, BOOLEAN AtDispatch)
{
    KIRQL irql;
    if (AtDispatch) {
        KeAcquireSpinLockAtDpcLevel(&Dev->Lock);
    } else {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    Dev->Count++; // locks: Dev->Lock; irql: DISPATCH | DISPATCH..HIGH
    if (AtDispatch) {
        KeReleaseSpinLockFromDpcLevel(&Dev->Lock);
    } else {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: none; irql: DISPATCH..HIGH | entry

NTSTATUS StatusTwice(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    NTSTATUS status = Prepare(Dev);
    if (NT_SUCCESS(status)) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    Dev->Count++;
    if (NT_SUCCESS(status)) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
    return status;
} // locks: none; irql: entry

NTSTATUS StatusAndConstant(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    if (Dev->Ready) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
        status = STATUS_SUCCESS;
    }
    if (status == STATUS_SUCCESS) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
    return status;
} // locks: none; irql: entry

NTSTATUS StatusPending(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    NTSTATUS status = STATUS_PENDING;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    if (Dev->Ready) {
        status = STATUS_SUCCESS;
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
    if (status == STATUS_PENDING) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
    return status;
} // locks: none; irql: entry

VOID FieldTwice(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    if (Dev->Shared) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    Dev->Count++;
    if (Dev->Shared) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: none

VOID FieldChangedBetween(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    if (Dev->Shared) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    Dev->Shared = Dev->Other;
    if (Dev->Shared) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: -Dev->Lock | Dev->Lock | none

VOID BitsTwice(PDEVICE_EXTENSION Dev, ULONG Flags)
{
    KIRQL irql;
    if (Flags & NEEDS_LOCK) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    Dev->Count++;
    if (FlagOn(Flags, NEEDS_LOCK)) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: none

VOID ComparedTwice(PDEVICE_EXTENSION Dev, ULONG Length)
{
    KIRQL irql;
    if (Length > Dev->Limit) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    Dev->Count++;
    if (Length <= Dev->Limit) {
        return; // locks: none
    }
    KeReleaseSpinLock(&Dev->Lock, irql); // locks: none; irql: entry
}

VOID PointerTwice(PDEVICE_EXTENSION Dev, PIRP Irp)
{
    KIRQL irql;
    if (Irp != NULL) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    if (Irp) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: none

VOID NotEqualTwice(PDEVICE_EXTENSION Dev, ULONG Mode)
{
    KIRQL irql;
    if (Mode != 2) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    if (Mode != 2) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: none

VOID TwoFlags(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    BOOLEAN first = FALSE;
    BOOLEAN second = FALSE;
    if (Dev->Ready) {
        KeAcquireSpinLock(&Dev->A, &irql);
        first = TRUE;
        if (Dev->Shared) {
            KeAcquireSpinLockAtDpcLevel(&Dev->B);
            second = TRUE;
        }
    }
    Dev->Count++; // locks: Dev->A | Dev->A, Dev->B | none; worlds: 3
    if (second) {
        KeReleaseSpinLockFromDpcLevel(&Dev->B);
    }
    if (first) {
        KeReleaseSpinLock(&Dev->A, irql);
    }
} // locks: none; irql: entry

VOID ClearedOnRelease(PDEVICE_EXTENSION Dev, ULONG Count)
{
    KIRQL irql;
    BOOLEAN locked = TRUE;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    if (Count > 3) {
        KeReleaseSpinLock(&Dev->Lock, irql);
        locked = FALSE;
    }
    if (locked) {
        KeReleaseSpinLock(&Dev->Lock, irql); // locks: none
    }
} // irql: entry; locks: none

VOID ChangedByCallee(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    BOOLEAN locked = FALSE;
    Decide(Dev, &locked);
    if (locked) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    if (locked) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: none

VOID LevelRemembersFlag(PDEVICE_EXTENSION Dev)
{
    KIRQL irql = PASSIVE_LEVEL;
    PKSPIN_LOCK lock = NULL;
    if (Dev->Shared) {
        lock = &Dev->Lock;
        KeAcquireSpinLock(lock, &irql);
    }
    if (lock != NULL) {
        KeReleaseSpinLock(lock, irql);
    }
} // locks: none; irql: entry

VOID CountedFlag(PDEVICE_EXTENSION Dev, ULONG Step)
{
    KIRQL irql;
    ULONG done = 0;
    if (Prepare(Dev)) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
        done = 1;
        if (Dev->Ready) {
            KeReleaseSpinLock(&Dev->Lock, irql);
            done = 2;
        }
    }
    switch (done) {
    case 1:
        KeReleaseSpinLock(&Dev->Lock, irql);
        break;
    case 2:
        Dev->Count++; // locks: none
        break;
    }
} // locks: none; irql: entry

VOID ShadowedFlag(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    BOOLEAN locked = FALSE;
    if (Dev->Ready) {
        BOOLEAN locked = TRUE;
        KeAcquireSpinLock(&Dev->Lock, &irql);
        Dev->Flag = locked;
    }
    if (locked) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: -Dev->Lock | Dev->Lock | none
