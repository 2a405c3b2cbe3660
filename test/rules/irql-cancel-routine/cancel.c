#include <ntddk.h>

typedef struct _DEVICE_EXTENSION
{
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

DRIVER_CANCEL CancelConstant;
DRIVER_CANCEL CancelCurrent;
DRIVER_CANCEL CancelRight;
DRIVER_CANCEL CancelForgets;
DRIVER_CANCEL CancelOnPath;
DRIVER_CANCEL CancelThrough;
DRIVER_CANCEL CancelUnknown;
DRIVER_CANCEL CancelAlias;

static VOID Complete(PIRP Irp)
{
    Irp->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

VOID CancelConstant(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(PASSIVE_LEVEL);          // want irql-cancel-routine "released to PASSIVE_LEVEL instead of the level in Irp->CancelIrql"
    Complete(Irp);
}

VOID CancelCurrent(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(KeGetCurrentIrql());     // want irql-cancel-routine "released to the current level"
    Complete(Irp);
}

VOID CancelRight(PDEVICE_OBJECT Device, PIRP Irp)
{
    PDEVICE_EXTENSION extension = (PDEVICE_EXTENSION)Device->DeviceExtension;
    KIRQL oldIrql;

    IoReleaseCancelSpinLock(Irp->CancelIrql);        // ok irql-cancel-routine
    KeAcquireSpinLock(&extension->Lock, &oldIrql);
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
    KeReleaseSpinLock(&extension->Lock, oldIrql);
    Complete(Irp);
}                                                    // ok irql-cancel-routine

VOID CancelForgets(PDEVICE_OBJECT Device, PIRP Irp)  // want irql-cancel-routine "CancelForgets returns without releasing the cancel spin lock"
{
    UNREFERENCED_PARAMETER(Device);
    Complete(Irp);
}

VOID CancelOnPath(PDEVICE_OBJECT Device, PIRP Irp)
{
    if (Device->CurrentIrp == Irp)
    {
        Complete(Irp);
        return;                                      // want irql-cancel-routine "on a path"
    }
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Complete(Irp);
}

static VOID ReleaseFor(PIRP Irp)
{
    IoReleaseCancelSpinLock(Irp->CancelIrql);        // ok irql-cancel-routine
}

VOID CancelThrough(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    ReleaseFor(Irp);                                 // ok irql-cancel-routine
    Complete(Irp);
}

/* Another module of the driver does it, as far as anybody knows. */
VOID LibraryCancel(PDEVICE_OBJECT Device, PIRP Irp);

VOID CancelUnknown(PDEVICE_OBJECT Device, PIRP Irp)
{
    LibraryCancel(Device, Irp);                      // ok irql-cancel-routine
}

VOID CancelAlias(PDEVICE_OBJECT Device, PIRP Irp)
{
    KIRQL cancelIrql = Irp->CancelIrql;
    KIRQL second;

    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(cancelIrql);             // ok irql-cancel-routine
    IoAcquireCancelSpinLock(&second);
    IoReleaseCancelSpinLock(second);                 // ok irql-cancel-routine
    Complete(Irp);
}

/* A cancel routine by where it is set. */
static VOID CancelSet(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(DISPATCH_LEVEL);         // want irql-cancel-routine "released to DISPATCH_LEVEL"
    Complete(Irp);
}

VOID Queue(PDEVICE_EXTENSION Extension, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    IoSetCancelRoutine(Irp, CancelSet);
    InsertTailList(&Extension->Queue, &Irp->Tail.Overlay.ListEntry);
}

/* No cancel routine. */
VOID ReleaseNow(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    IoReleaseCancelSpinLock(PASSIVE_LEVEL);          // ok irql-cancel-routine
}
