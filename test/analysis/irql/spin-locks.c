// Spin locks of every family.

VOID Classic(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql); // irql: DISPATCH; locks: Dev->Lock
    KeReleaseSpinLock(&Dev->Lock, irql);  // irql: entry; locks: none
}

VOID RaiseToDpc(PDEVICE_EXTENSION Dev)
{
    KIRQL irql = KeAcquireSpinLockRaiseToDpc(&Dev->Lock); // irql: DISPATCH; locks: Dev->Lock
    KeReleaseSpinLock(&Dev->Lock, irql);                  // irql: entry; locks: none
}

VOID RaiseToDpcLater(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    irql = KeAcquireSpinLockRaiseToDpc(&Dev->Lock); // irql: DISPATCH
    KeReleaseSpinLock(&Dev->Lock, irql);            // irql: entry
}

// fact requires: >= DISPATCH through KeAcquireSpinLockAtDpcLevel
VOID AtDpcLevel(PDEVICE_EXTENSION Dev)
{
    KeAcquireSpinLockAtDpcLevel(&Dev->Lock);   // irql: DISPATCH..HIGH; locks: Dev->Lock
    KeReleaseSpinLockFromDpcLevel(&Dev->Lock); // irql: DISPATCH..HIGH; locks: none
}

VOID Queued(PDEVICE_EXTENSION Dev)
{
    KLOCK_QUEUE_HANDLE handle;
    KeAcquireInStackQueuedSpinLock(&Dev->Lock, &handle); // irql: DISPATCH; locks: Dev->Lock
    KeReleaseInStackQueuedSpinLock(&handle);             // irql: entry; locks: none
}

VOID TwoQueued(PDEVICE_EXTENSION Dev)
{
    KLOCK_QUEUE_HANDLE outer;
    KLOCK_QUEUE_HANDLE inner;
    KeAcquireInStackQueuedSpinLock(&Dev->A, &outer);
    KeAcquireInStackQueuedSpinLockAtDpcLevel(&Dev->B, &inner); // locks: Dev->A, Dev->B
    KeReleaseInStackQueuedSpinLockFromDpcLevel(&inner);        // locks: Dev->A; irql: DISPATCH
    KeReleaseInStackQueuedSpinLock(&outer);                    // locks: none; irql: entry
}

VOID QueuedHandleUsedTwice(PDEVICE_EXTENSION Dev)
{
    KLOCK_QUEUE_HANDLE handle;
    KeAcquireInStackQueuedSpinLock(&Dev->A, &handle);
    KeReleaseInStackQueuedSpinLock(&handle);          // locks: none; irql: entry
    KeAcquireInStackQueuedSpinLock(&Dev->B, &handle); // locks: Dev->B
    KeReleaseInStackQueuedSpinLock(&handle);          // locks: none; irql: entry
}

VOID ReaderWriter(PDEVICE_EXTENSION Dev)
{
    KIRQL irql = ExAcquireSpinLockShared(&Dev->Rw); // irql: DISPATCH; locks: Dev->Rw
    ExReleaseSpinLockShared(&Dev->Rw, irql);        // irql: entry; locks: none
    irql = ExAcquireSpinLockExclusive(&Dev->Rw);    // irql: DISPATCH; locks: Dev->Rw
    ExReleaseSpinLockExclusive(&Dev->Rw, irql);     // irql: entry; locks: none
}

VOID ReaderWriterAtDpc(PDEVICE_EXTENSION Dev)
{
    ExAcquireSpinLockSharedAtDpcLevel(&Dev->Rw);   // locks: Dev->Rw; irql: DISPATCH..HIGH
    ExReleaseSpinLockSharedFromDpcLevel(&Dev->Rw); // locks: none
}

VOID Interrupt(PDEVICE_EXTENSION Dev)
{
    KIRQL irql = KeAcquireInterruptSpinLock(Dev->InterruptObject); // irql: DIRQL
    KeReleaseInterruptSpinLock(Dev->InterruptObject, irql);        // irql: entry; locks: none
}

VOID Cancel(PIRP Irp)
{
    KIRQL irql;
    IoAcquireCancelSpinLock(&irql); // irql: DISPATCH; locks: the cancel spin lock
    IoSetCancelRoutine(Irp, NULL);
    IoReleaseCancelSpinLock(irql); // irql: entry; locks: none
}

VOID CancelLevelInIrp(PIRP Irp)
{
    IoAcquireCancelSpinLock(&Irp->CancelIrql); // irql: DISPATCH
    IoReleaseCancelSpinLock(Irp->CancelIrql);  // irql: entry; locks: none
}

VOID Ndis(PADAPTER Adapter)
{
    NdisAcquireSpinLock(&Adapter->Lock); // irql: DISPATCH; locks: Adapter->Lock
    NdisReleaseSpinLock(&Adapter->Lock); // irql: entry; locks: none
    NdisDprAcquireSpinLock(&Adapter->Lock);
    NdisDprReleaseSpinLock(&Adapter->Lock); // locks: none
}

VOID NdisReadWrite(PADAPTER Adapter)
{
    LOCK_STATE_EX state;
    NdisAcquireRWLockRead(Adapter->RwLock, &state, 0); // irql: DISPATCH; locks: Adapter->RwLock
    NdisReleaseRWLock(Adapter->RwLock, &state);        // irql: entry; locks: none
}

VOID NdisReadWriteAtDispatch(PADAPTER Adapter)
{
    LOCK_STATE_EX state;
    NT_ASSERT(KeGetCurrentIrql() == DISPATCH_LEVEL);
    NdisAcquireRWLockWrite(Adapter->RwLock, &state, NDIS_RWL_AT_DISPATCH_LEVEL); // irql: DISPATCH
    NdisReleaseRWLock(Adapter->RwLock, &state);                                 // locks: none; irql: DISPATCH
}

VOID Wdf(PDEVICE_CONTEXT Context)
{
    WdfSpinLockAcquire(Context->Lock); // irql: DISPATCH; locks: Context->Lock
    WdfSpinLockRelease(Context->Lock); // irql: entry; locks: none
    WdfWaitLockAcquire(Context->WaitLock, NULL); // irql: entry; locks: Context->WaitLock
    WdfWaitLockRelease(Context->WaitLock);       // locks: none
    WdfInterruptAcquireLock(Context->Interrupt); // irql: PASSIVE..DIRQL
    WdfInterruptReleaseLock(Context->Interrupt); // irql: entry; locks: none
}

VOID WdfNested(PDEVICE_CONTEXT Context)
{
    WdfSpinLockAcquire(Context->Outer);
    WdfSpinLockAcquire(Context->Inner); // irql: DISPATCH; locks: Context->Outer, Context->Inner
    WdfSpinLockRelease(Context->Inner); // irql: DISPATCH; locks: Context->Outer
    WdfSpinLockRelease(Context->Outer); // irql: entry; locks: none
}

VOID StorPort(PVOID HwExtension)
{
    STOR_LOCK_HANDLE handle = {0};
    StorPortAcquireSpinLock(HwExtension, StartIoLock, NULL, &handle); // irql: DISPATCH
    StorPortReleaseSpinLock(HwExtension, &handle);                    // irql: entry; locks: none
}

VOID StorPortInterruptLock(PVOID HwExtension)
{
    STOR_LOCK_HANDLE handle = {0};
    StorPortAcquireSpinLock(HwExtension, InterruptLock, NULL, &handle); // irql: DIRQL
    StorPortReleaseSpinLock(HwExtension, &handle);                      // irql: entry; locks: none
}

VOID NestedInOrder(PDEVICE_EXTENSION Dev)
{
    KIRQL outer;
    KIRQL inner;
    KeAcquireSpinLock(&Dev->A, &outer);
    KeAcquireSpinLock(&Dev->B, &inner); // irql: DISPATCH; locks: Dev->A, Dev->B
    KeReleaseSpinLock(&Dev->B, inner);  // irql: DISPATCH; locks: Dev->A
    KeReleaseSpinLock(&Dev->A, outer);  // irql: entry; locks: none
}

VOID WrongIrqlRestored(PDEVICE_EXTENSION Dev)
{
    KIRQL outer;
    KIRQL inner;
    KeAcquireSpinLock(&Dev->A, &outer);
    KeAcquireSpinLock(&Dev->B, &inner);
    KeReleaseSpinLock(&Dev->B, outer); // irql: entry; locks: Dev->A
    KeReleaseSpinLock(&Dev->A, inner); // irql: DISPATCH; locks: none
}

VOID OneVariableForTwo(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->A, &irql);
    KeAcquireSpinLock(&Dev->B, &irql);
    KeReleaseSpinLock(&Dev->B, irql);
    KeReleaseSpinLock(&Dev->A, irql); // irql: DISPATCH; locks: none
}

VOID TakenTwice(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->A, &irql);
    KeAcquireSpinLockAtDpcLevel(&Dev->A); // locks: Dev->A
    KeReleaseSpinLock(&Dev->A, irql);     // locks: none
}

// fact summary: releases Dev->A
VOID ReleasedTwice(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->A, &irql);
    KeReleaseSpinLock(&Dev->A, irql);
    KeReleaseSpinLock(&Dev->A, irql); // locks: -Dev->A; irql: entry
}

KSPIN_LOCK GlobalLock;
KIRQL GlobalIrql;

VOID Global(VOID)
{
    KeAcquireSpinLock(&GlobalLock, &GlobalIrql); // locks: GlobalLock
    KeReleaseSpinLock(&GlobalLock, GlobalIrql);  // locks: none; irql: entry
}

VOID PointerToLock(PKSPIN_LOCK Lock)
{
    KIRQL irql;
    KeAcquireSpinLock(Lock, &irql); // locks: Lock
    KeReleaseSpinLock(Lock, irql);  // locks: none; irql: entry
}

VOID Spellings(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&(Dev->Lock), &irql);
    KeReleaseSpinLock((PKSPIN_LOCK)&(*Dev).Lock, irql); // locks: none; irql: entry
}

VOID ThroughAlias(PDEVICE_OBJECT Device)
{
    DEVICE_EXTENSION *ext = (DEVICE_EXTENSION *)Device->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&ext->Lock, &irql); // locks: Device->DeviceExtension->Lock
    KeReleaseSpinLock(&((DEVICE_EXTENSION *)Device->DeviceExtension)->Lock, irql); // locks: none
}

VOID ThroughContext(WDFDEVICE Device)
{
    PDEVICE_CONTEXT context = DeviceGetContext(Device);
    WdfSpinLockAcquire(context->Lock);                  // locks: DeviceGetContext(Device)->Lock
    WdfSpinLockRelease(DeviceGetContext(Device)->Lock); // locks: none; irql: entry
}

VOID AssignedPointer(PDEVICE_EXTENSION Dev, BOOLEAN Second)
{
    PKSPIN_LOCK lock;
    KIRQL irql;
    if (Second) {
        lock = &Dev->B;
    } else {
        lock = &Dev->A;
    }
    KeAcquireSpinLock(lock, &irql); // locks: lock
    lock = &Dev->A;                 // locks: unknown
    KeReleaseSpinLock(lock, irql);  // locks: unknown; irql: entry
}

VOID ReleasedByAnotherName(PDEVICE_EXTENSION Dev, PITEM Item)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    KeReleaseSpinLock(&Item->Owner->Lock, irql); // locks: unknown; irql: entry
}

VOID ReleasedWrongField(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->A, &irql);
    KeReleaseSpinLock(&Dev->B, irql); // locks: Dev->A, -Dev->B; irql: entry
}

VOID ComputedLock(PKSPIN_LOCK Locks, ULONG Hash)
{
    KIRQL irql;
    KeAcquireSpinLock(Locks + Hash % 16, &irql); // locks: a spin lock; irql: DISPATCH
    KeReleaseSpinLock(Locks + Hash % 16, irql);  // locks: none; irql: entry
}

VOID IndexChanges(PDEVICE_EXTENSION Dev, ULONG Index)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Locks[Index], &irql);
    Index++; // locks: unknown
    KeReleaseSpinLock(&Dev->Locks[Index], irql);
}
