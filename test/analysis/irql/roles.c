// Functions that the system calls: by declaration, by name, by where they are handed over.

KDEFERRED_ROUTINE DeclaredDpc;

// fact entry: DISPATCH by role
VOID DeclaredDpc(PKDPC Dpc, PVOID Context, PVOID A, PVOID B)
{
    PDEVICE_EXTENSION dev = Context;
    KeAcquireSpinLockAtDpcLevel(&dev->Lock); // irql: DISPATCH
    KeReleaseSpinLockFromDpcLevel(&dev->Lock);
}

// fact entry: DISPATCH by role
VOID RegisteredDpc(PKDPC Dpc, PVOID Context, PVOID A, PVOID B)
{
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    KeLowerIrql(irql); // irql: DISPATCH
}

KSERVICE_ROUTINE Isr;

// fact entry: DIRQL by role
BOOLEAN Isr(PKINTERRUPT Interrupt, PVOID Context)
{
    return KeInsertQueueDpc(Context, NULL, NULL); // irql: DIRQL
}

IO_WORKITEM_ROUTINE Worker;

// fact entry: PASSIVE by role
VOID Worker(PDEVICE_OBJECT Device, PVOID Context)
{
    ZwClose(Context); // irql: PASSIVE
}

IO_COMPLETION_ROUTINE Completion;

// fact entry: PASSIVE..DISPATCH by role
NTSTATUS Completion(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE); // irql: PASSIVE..DISPATCH
    return STATUS_MORE_PROCESSING_REQUIRED;
}

DRIVER_CANCEL CancelIt;

// fact entry: DISPATCH by role
VOID CancelIt(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoReleaseCancelSpinLock(Irp->CancelIrql); // irql: Irp->CancelIrql; locks: -the cancel spin lock
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

EVT_WDF_DPC WdfDpc;

// fact entry: DISPATCH by role
VOID WdfDpc(WDFDPC Dpc)
{
    KIRQL irql = KeGetCurrentIrql(); // irql: DISPATCH
}

EVT_WDF_WORKITEM WdfWork;

// fact entry: PASSIVE by role
VOID WdfWork(WDFWORKITEM Item)
{
    KIRQL irql = KeGetCurrentIrql(); // irql: PASSIVE
}

DRIVER_UNLOAD Unload;

// fact entry: PASSIVE by role
VOID Unload(PDRIVER_OBJECT Driver)
{
    IoDeleteDevice(Driver->DeviceObject); // irql: PASSIVE
}

DRIVER_DISPATCH DispatchRead;

NTSTATUS DispatchRead(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    return STATUS_PENDING;
}

// fact entry: PASSIVE by role
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    KeInitializeDpc(&Extension.Dpc, RegisteredDpc, NULL);
    Driver->DriverUnload = Unload;
    return STATUS_SUCCESS; // irql: PASSIVE
}

// fact entry: unknown
VOID Helper(PDEVICE_EXTENSION Dev)
{
    Dev->Count++; // irql: entry
}

KSYNCHRONIZE_ROUTINE Synchronised;

// fact entry: DIRQL by role
BOOLEAN Synchronised(PVOID Context)
{
    return TRUE; // irql: DIRQL
}
