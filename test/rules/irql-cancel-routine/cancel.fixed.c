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
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Complete(Irp);
}

VOID CancelCurrent(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Complete(Irp);
}

VOID CancelRight(PDEVICE_OBJECT Device, PIRP Irp)
{
    PDEVICE_EXTENSION extension = (PDEVICE_EXTENSION)Device->DeviceExtension;
    KIRQL oldIrql;

    IoReleaseCancelSpinLock(Irp->CancelIrql);
    KeAcquireSpinLock(&extension->Lock, &oldIrql);
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
    KeReleaseSpinLock(&extension->Lock, oldIrql);
    Complete(Irp);
}

VOID CancelForgets(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    Complete(Irp);
}

VOID CancelOnPath(PDEVICE_OBJECT Device, PIRP Irp)
{
    if (Device->CurrentIrp == Irp)
    {
        Complete(Irp);
        return;
    }
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Complete(Irp);
}

static VOID ReleaseFor(PIRP Irp)
{
    IoReleaseCancelSpinLock(Irp->CancelIrql);
}

VOID CancelThrough(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    ReleaseFor(Irp);
    Complete(Irp);
}

/* Another module of the driver does it, as far as anybody knows. */
VOID LibraryCancel(PDEVICE_OBJECT Device, PIRP Irp);

VOID CancelUnknown(PDEVICE_OBJECT Device, PIRP Irp)
{
    LibraryCancel(Device, Irp);
}

VOID CancelAlias(PDEVICE_OBJECT Device, PIRP Irp)
{
    KIRQL cancelIrql = Irp->CancelIrql;
    KIRQL second;

    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(cancelIrql);
    IoAcquireCancelSpinLock(&second);
    IoReleaseCancelSpinLock(second);
    Complete(Irp);
}

/* A cancel routine by where it is set. */
static VOID CancelSet(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
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
    IoReleaseCancelSpinLock(PASSIVE_LEVEL);
}
