/* The level of the request comes back in other ways than by the release. */
#include <ntddk.h>

typedef struct _QUEUE
{
    KSPIN_LOCK Lock;
    LIST_ENTRY Irps;
} QUEUE, *PQUEUE;

DRIVER_CANCEL CancelAtDispatch;
DRIVER_CANCEL CancelStaysThere;
DRIVER_CANCEL CancelForUs;

VOID CancelAtDispatch(PDEVICE_OBJECT Device, PIRP Irp)
{
    PQUEUE queue = (PQUEUE)Device->DeviceExtension;

    IoReleaseCancelSpinLock(DISPATCH_LEVEL);         // ok irql-cancel-routine
    KeAcquireSpinLockAtDpcLevel(&queue->Lock);
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
    KeReleaseSpinLockFromDpcLevel(&queue->Lock);
    KeLowerIrql(Irp->CancelIrql);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

VOID CancelStaysThere(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(DISPATCH_LEVEL);         // want irql-cancel-routine "released to DISPATCH_LEVEL"
    if (Irp->PendingReturned)
    {
        KeLowerIrql(Irp->CancelIrql);
    }
    Irp->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

/* The driver itself calls it without a device, and without the lock. */
VOID CancelForUs(PDEVICE_OBJECT Device, PIRP Irp)
{
    if (Device != NULL)
    {
        IoReleaseCancelSpinLock(Irp->CancelIrql);
    }
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}                                                    // ok irql-cancel-routine
