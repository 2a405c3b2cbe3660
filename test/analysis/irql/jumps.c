// Switches and gotos.

VOID Fallthrough(PDEVICE_EXTENSION Dev, ULONG Kind)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    switch (Kind) {
    case 1:
        Dev->A++;
        /* fall through */
    case 2:
        Dev->B++; // irql: DISPATCH
        break;
    case 3:
        KeReleaseSpinLock(&Dev->Lock, irql);
        return; // irql: entry; locks: none
    default:
        break;
    }
    KeReleaseSpinLock(&Dev->Lock, irql); // locks: none
} // irql: entry; locks: none; worlds: 1

VOID SwitchWithoutDefault(PDEVICE_EXTENSION Dev, ULONG Kind)
{
    KIRQL irql;
    switch (Kind) {
    case 1:
        KeAcquireSpinLock(&Dev->Lock, &irql);
        break;
    case 2:
        return;
    }
    // locks: Dev->Lock | none; worlds: 2
    Dev->Total++;
    if (Kind == 1) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // irql: entry; locks: none

VOID SwitchTwice(PDEVICE_EXTENSION Dev, ULONG Kind)
{
    KIRQL irql;
    switch (Kind) {
    case 1:
    case 2:
        break;
    case 3:
        KeAcquireSpinLock(&Dev->Lock, &irql);
        break;
    default:
        KeAcquireSpinLock(&Dev->Other, &irql);
        break;
    }
    Dev->Total++;
    switch (Kind) {
    case 3:
        KeReleaseSpinLock(&Dev->Lock, irql); // locks: none
        break;
    case 1:
    case 2:
        Dev->Count++; // locks: none
        break;
    default:
        KeReleaseSpinLock(&Dev->Other, irql); // locks: none
        break;
    }
} // irql: entry; locks: none

VOID DefaultKnowsTheCases(PDEVICE_EXTENSION Dev, ULONG Kind)
{
    KIRQL irql;
    switch (Kind) {
    case 7:
        return;
    default:
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
    if (Kind != 7) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
} // locks: none; irql: entry

NTSTATUS GotoLadder(PDEVICE_EXTENSION Dev)
{
    NTSTATUS status;
    KIRQL irql;
    status = Prepare(Dev);
    if (!NT_SUCCESS(status)) {
        goto Exit;
    }
    KeAcquireSpinLock(&Dev->Lock, &irql);
    if (Dev->Removed) {
        status = STATUS_DELETE_PENDING;
        goto Unlock; // locks: Dev->Lock
    }
    Dev->Count++;
    if (Dev->Count > 8) {
        KeReleaseSpinLock(&Dev->Lock, irql);
        goto Exit; // locks: none
    }
Unlock:
    KeReleaseSpinLock(&Dev->Lock, irql); // locks: none
Exit:
    return status; // irql: entry; locks: none; worlds: 1
}

NTSTATUS WrongLadder(PDEVICE_EXTENSION Dev)
{
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;
    if (Dev->Removed) {
        status = STATUS_DELETE_PENDING;
        goto Unlock;
    }
    KeAcquireSpinLock(&Dev->Lock, &irql);
    Dev->Count++;
Unlock:
    // locks: Dev->Lock | none
    KeReleaseSpinLock(&Dev->Lock, irql); // locks: -Dev->Lock | none
    return status;
} // irql: entry | irql

VOID BackwardGoto(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
Again:
    // irql: entry; locks: none; worlds: 1
    KeAcquireSpinLock(&Dev->Lock, &irql);
    if (Dev->Busy) {
        KeReleaseSpinLock(&Dev->Lock, irql);
        goto Again;
    }
    KeReleaseSpinLock(&Dev->Lock, irql);
} // irql: entry

VOID RetryKeepsLock(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
Again:
    Dev->Tries++; // irql: DISPATCH; locks: Dev->Lock; worlds: 1
    if (Dev->Tries < 3) {
        goto Again;
    }
    KeReleaseSpinLock(&Dev->Lock, irql);
} // irql: entry

VOID JumpIntoBlock(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    if (Dev->Ready) {
        goto Inside;
    }
    if (Dev->Count) {
        Dev->Total++;
    Inside:
        Dev->A++; // irql: DISPATCH
    }
    KeReleaseSpinLock(&Dev->Lock, irql);
} // irql: entry; locks: none

VOID CaseInsideLoop(PDEVICE_EXTENSION Dev, ULONG Count)
{
    KIRQL irql;
    switch (Count % 2) {
    case 0:
        do {
            KeAcquireSpinLock(&Dev->Lock, &irql);
            KeReleaseSpinLock(&Dev->Lock, irql);
            // locks: none
    case 1:
            Dev->Total++; // locks: none; irql: entry
        } while (--Count > 0);
    }
} // irql: entry

VOID StateMachine(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    ULONG state = 0;
    while (state != 3) {
        switch (state) {
        case 0:
            KeAcquireSpinLock(&Dev->Lock, &irql); // locks: Dev->Lock
            state = 1;
            break;
        case 1:
            Dev->Count++; // locks: Dev->Lock; irql: DISPATCH
            state = 2;
            break;
        case 2:
            KeReleaseSpinLock(&Dev->Lock, irql); // locks: none; irql: entry
            state = 3;
            break;
        }
    }
} // irql: entry; locks: none

// fact unknown
VOID ComputedGoto(PDEVICE_EXTENSION Dev, PVOID Where)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    goto *Where;
}

// fact summary: anything
VOID CallsTheUnknown(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    ComputedGoto(Dev, NULL); // irql: unknown; locks: unknown
    KeReleaseSpinLock(&Dev->Lock, irql); // irql: entry; locks: unknown
}
