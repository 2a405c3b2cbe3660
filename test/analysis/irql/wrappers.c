// What functions of the unit do, told to their callers.

// fact summary: saves *Irql, takes Dev->Lock, to DISPATCH
// fact requires: <= DISPATCH through KeAcquireSpinLock
VOID Lock(PDEVICE_EXTENSION Dev, PKIRQL Irql)
{
    KeAcquireSpinLock(&Dev->Lock, Irql);
}

// fact summary: restores Irql, releases Dev->Lock
VOID Unlock(PDEVICE_EXTENSION Dev, KIRQL Irql)
{
    KeReleaseSpinLock(&Dev->Lock, Irql);
}

// fact summary: nothing
VOID UsesWrappers(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    Lock(Dev, &irql);  // irql: DISPATCH; locks: Dev->Lock
    Unlock(Dev, irql); // irql: entry; locks: none
}

// fact summary: saves *Irql, takes Dev->Lock, to DISPATCH
VOID LockAgain(PDEVICE_EXTENSION Dev, PKIRQL Irql)
{
    Lock(Dev, Irql); // locks: Dev->Lock
}

VOID WrapperOfWrapper(PDEVICE_OBJECT Device)
{
    PDEVICE_EXTENSION ext = Device->DeviceExtension;
    KIRQL irql;
    LockAgain(ext, &irql); // locks: Device->DeviceExtension->Lock; irql: DISPATCH
    Unlock(ext, irql);     // locks: none; irql: entry
}

VOID MixedWithDirect(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    Lock(Dev, &irql);
    KeReleaseSpinLock(&Dev->Lock, irql); // locks: none; irql: entry
}

// fact summary: saves Dev->OldIrql, takes Dev->Lock, to DISPATCH
VOID LockIntoField(PDEVICE_EXTENSION Dev)
{
    KeAcquireSpinLock(&Dev->Lock, &Dev->OldIrql);
}

// fact summary: restores Dev->OldIrql, releases Dev->Lock
VOID UnlockFromField(PDEVICE_EXTENSION Dev)
{
    KeReleaseSpinLock(&Dev->Lock, Dev->OldIrql);
}

VOID UsesFields(PCONTROLLER Controller)
{
    LockIntoField(&Controller->Device);   // locks: Controller->Device.Lock; irql: DISPATCH
    UnlockFromField(&Controller->Device); // locks: none; irql: entry
    LockIntoField(Controller->First);     // locks: Controller->First->Lock
    LockIntoField(Controller->Second);    // locks: Controller->First->Lock, Controller->Second->Lock
    UnlockFromField(Controller->Second);  // irql: DISPATCH
    UnlockFromField(Controller->First);   // irql: entry; locks: none
}

// fact summary: saves its result, takes Dev->Lock, to DISPATCH
KIRQL LockReturningLevel(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    return irql;
}

// fact summary: saves its result, takes Dev->Lock, to DISPATCH
KIRQL LockReturningCall(PDEVICE_EXTENSION Dev)
{
    return KeAcquireSpinLockRaiseToDpc(&Dev->Lock);
}

VOID UsesReturnedLevel(PDEVICE_EXTENSION Dev)
{
    KIRQL irql = LockReturningLevel(Dev); // irql: DISPATCH; locks: Dev->Lock
    Unlock(Dev, irql);                    // irql: entry; locks: none
    irql = LockReturningCall(Dev);        // irql: DISPATCH
    Unlock(Dev, irql);                    // irql: entry; locks: none
}

KSPIN_LOCK GlobalLock;
KIRQL GlobalIrql;

// fact summary: saves GlobalIrql, takes GlobalLock, to DISPATCH
VOID LockGlobal(VOID)
{
    KeAcquireSpinLock(&GlobalLock, &GlobalIrql);
}

// fact summary: restores GlobalIrql, releases GlobalLock
VOID UnlockGlobal(VOID)
{
    KeReleaseSpinLock(&GlobalLock, GlobalIrql);
}

VOID UsesGlobal(PDEVICE_EXTENSION Dev)
{
    LockGlobal(); // locks: GlobalLock; irql: DISPATCH
    Dev->Count++;
    UnlockGlobal(); // locks: none; irql: entry
}

// fact summary: takes Lock (Handle keeps the level), to DISPATCH
VOID LockQueued(PKSPIN_LOCK Lock, PKLOCK_QUEUE_HANDLE Handle)
{
    KeAcquireInStackQueuedSpinLock(Lock, Handle);
}

// fact summary: restores what Handle keeps, releases Handle
VOID UnlockQueued(PKLOCK_QUEUE_HANDLE Handle)
{
    KeReleaseInStackQueuedSpinLock(Handle);
}

VOID UsesQueued(PDEVICE_EXTENSION Dev)
{
    KLOCK_QUEUE_HANDLE handle;
    LockQueued(&Dev->Lock, &handle); // locks: Dev->Lock; irql: DISPATCH
    UnlockQueued(&handle);           // locks: none; irql: entry
    LockQueued(&Dev->Lock, &handle);
    KeReleaseInStackQueuedSpinLock(&handle); // locks: none; irql: entry
}

// fact summary: takes Dev->Mutex (keeps the level), to APC
VOID LockMutex(PDEVICE_EXTENSION Dev)
{
    ExAcquireFastMutex(&Dev->Mutex);
}

// fact summary: restores what Dev->Mutex keeps, releases Dev->Mutex
VOID UnlockMutex(PDEVICE_EXTENSION Dev)
{
    ExReleaseFastMutex(&Dev->Mutex);
}

VOID UsesMutex(PDEVICE_EXTENSION Dev)
{
    LockMutex(Dev);   // irql: APC; locks: Dev->Mutex
    UnlockMutex(Dev); // irql: entry; locks: none
}

// fact summary: takes Dev->Resource, enters critical
VOID LockShared(PDEVICE_EXTENSION Dev)
{
    KeEnterCriticalRegion();
    ExAcquireResourceSharedLite(&Dev->Resource, TRUE);
}

// fact summary: releases Dev->Resource, leaves critical
VOID UnlockShared(PDEVICE_EXTENSION Dev)
{
    ExReleaseResourceLite(&Dev->Resource);
    KeLeaveCriticalRegion();
}

VOID UsesShared(PDEVICE_EXTENSION Dev)
{
    LockShared(Dev);   // critical: 1; locks: Dev->Resource
    UnlockShared(Dev); // critical: 0; locks: none
}

// fact summary: if Dev->Removed is not 0 and returns 0: nothing
// fact summary: if Dev->Removed is 0 and returns 1: takes Dev->Mutex (keeps the level), to APC
BOOLEAN TryLock(PDEVICE_EXTENSION Dev)
{
    if (Dev->Removed) {
        return FALSE;
    }
    ExAcquireFastMutex(&Dev->Mutex);
    return TRUE;
}

VOID UsesTry(PDEVICE_EXTENSION Dev)
{
    if (!TryLock(Dev)) {
        return; // locks: none
    }
    UnlockMutex(Dev); // locks: none; irql: entry
}

// fact summary: if returns failure: nothing
// fact summary: if returns 0: saves *Irql, takes Dev->Lock, to DISPATCH
NTSTATUS LockIfReady(PDEVICE_EXTENSION Dev, PKIRQL Irql)
{
    NTSTATUS status = Prepare(Dev);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    KeAcquireSpinLock(&Dev->Lock, Irql);
    return STATUS_SUCCESS;
}

NTSTATUS UsesStatus(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    NTSTATUS status = LockIfReady(Dev, &irql);
    if (NT_SUCCESS(status)) {
        Dev->Count++; // locks: Dev->Lock; irql: DISPATCH
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
    return status;
} // locks: none; irql: entry

// fact summary: if AtDispatch is 0: saves *Irql, takes Dev->Lock, to DISPATCH
// fact summary: if AtDispatch is not 0: needs DISPATCH..HIGH, takes Dev->Lock
VOID LockEither(PDEVICE_EXTENSION Dev, BOOLEAN AtDispatch, PKIRQL Irql)
{
    if (AtDispatch) {
        KeAcquireSpinLockAtDpcLevel(&Dev->Lock);
    } else {
        KeAcquireSpinLock(&Dev->Lock, Irql);
    }
}

VOID UsesEither(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    LockEither(Dev, FALSE, &irql); // irql: DISPATCH; locks: Dev->Lock; worlds: 1
    Unlock(Dev, irql);             // irql: entry; locks: none
}

// fact summary: nothing
VOID Balanced(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    Lock(Dev, &irql);
    Dev->Count++;
    Unlock(Dev, irql);
}

// fact summary: if Length is 0: nothing
// fact summary: if Length is not 0: saves Dev->OldIrql, takes Dev->Lock, to DISPATCH
VOID LockForLength(PDEVICE_EXTENSION Dev, ULONG Length)
{
    if (Length == 0) {
        return;
    }
    KeAcquireSpinLock(&Dev->Lock, &Dev->OldIrql);
}

VOID SameLengthTwice(PDEVICE_EXTENSION Dev, ULONG Length)
{
    LockForLength(Dev, Length); // locks: Dev->Lock | none
    if (Length != 0) {
        KeReleaseSpinLock(&Dev->Lock, Dev->OldIrql);
    }
} // locks: none; irql: entry

// fact summary: takes something, to DISPATCH
VOID LockOfLocal(ULONG Index)
{
    PDEVICE_EXTENSION dev = FindDevice(Index);
    KIRQL irql;
    KeAcquireSpinLock(&dev->Lock, &irql);
}

VOID UsesLockOfLocal(VOID)
{
    LockOfLocal(1); // locks: a spin lock; irql: DISPATCH
}

// fact summary: takes something, to DISPATCH
VOID LockElement(PDEVICE_EXTENSION Dev, ULONG i)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Locks[i], &irql);
}

VOID ParameterIsOverwritten(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    Dev = Dev->Next;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    KeReleaseSpinLock(&Dev->Lock, irql); // locks: none
}

// fact summary: to PASSIVE, releases Dev->Lock
VOID UnlockToPassive(PDEVICE_EXTENSION Dev)
{
    KeReleaseSpinLock(&Dev->Lock, PASSIVE_LEVEL);
}

// fact summary: to DISPATCH
VOID DropAndTakeAgain(PDEVICE_EXTENSION Dev, PKIRQL Irql)
{
    KeReleaseSpinLock(&Dev->Lock, *Irql); // locks: -Dev->Lock; irql: *Irql
    Dev->Callback(Dev);
    KeAcquireSpinLock(&Dev->Lock, Irql); // locks: Dev->Lock; irql: DISPATCH
}

VOID CallsDropAndTakeAgain(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    DropAndTakeAgain(Dev, &irql);        // locks: Dev->Lock; irql: DISPATCH
    KeReleaseSpinLock(&Dev->Lock, irql); // irql: entry; locks: none
}

static VOID Leaf(HANDLE File)
{
    ZwClose(File);
}

// fact requires: <= PASSIVE through Leaf, ZwClose
static VOID Middle(HANDLE File)
{
    Leaf(File);
}

// fact requires: sometimes <= PASSIVE through Middle, Leaf, ZwClose
VOID Top(HANDLE File)
{
    if (File != NULL) {
        Middle(File);
    }
}

// fact requires: <= DISPATCH through KeAcquireSpinLock
VOID NeedsNothingOfCaller(PDEVICE_EXTENSION Dev, HANDLE File)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    Leaf(File);
    KeReleaseSpinLock(&Dev->Lock, irql);
}

// fact summary: never returns
static VOID Panic(ULONG Code)
{
    KeBugCheckEx(Code, 0, 0, 0, 0);
}

// fact summary: nothing
static BOOLEAN NotSupported(VOID)
{
    NT_ASSERT(FALSE);
    return FALSE;
}

VOID CallsNotSupported(PDEVICE_EXTENSION Dev)
{
    NotSupported();
    Dev->Count++; // irql: entry
}

VOID CallsPanic(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    if (Dev->Magic != 7) {
        Panic(1);
        return; // locks: unreachable
    }
    KeReleaseSpinLock(&Dev->Lock, irql);
} // locks: none; irql: entry

// fact summary: if Dev->Removed is not 0: *Taken becomes 0
// fact summary: if Dev->Removed is 0: *Taken becomes 1, takes Dev->Mutex (keeps the level), to APC
VOID LockByPointer(PDEVICE_EXTENSION Dev, PBOOLEAN Taken)
{
    *Taken = FALSE;
    if (!Dev->Removed) {
        ExAcquireFastMutex(&Dev->Mutex);
        *Taken = TRUE;
    }
}

VOID UsesPointer(PDEVICE_EXTENSION Dev)
{
    BOOLEAN taken;
    LockByPointer(Dev, &taken); // locks: Dev->Mutex | none
    if (taken) {
        UnlockMutex(Dev);
    }
} // locks: none; irql: entry

VOID LockIfShared(PDEVICE_EXTENSION Dev)
{
    if (Dev->Shared) {
        ExAcquireFastMutex(&Dev->Mutex);
    }
}

VOID DoesNotLookItself(PDEVICE_EXTENSION Dev)
{
    LockIfShared(Dev); // locks: unknown
    UnlockMutex(Dev);
}

VOID LooksItself(PDEVICE_EXTENSION Dev)
{
    if (!Dev->Shared) {
        return;
    }
    LockIfShared(Dev); // locks: Dev->Mutex
    UnlockMutex(Dev);  // locks: none; irql: entry
}
