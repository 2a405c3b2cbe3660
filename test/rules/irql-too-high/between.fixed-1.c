/* The call stands in the middle of what the lock guards: only a work item helps. */
#include <ntddk.h>

IO_WORKITEM_ROUTINE DeferredZwClose;

typedef struct _EXTENSION
{
    KSPIN_LOCK Lock;
    ULONG Count;
} EXTENSION, *PEXTENSION;

/* The one that is there for what has to wait. */
static PIO_WORKITEM WorkItem;

VOID CloseBetween(PEXTENSION Extension, HANDLE File)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    Extension->Count--;
    IoQueueWorkItem(WorkItem, DeferredZwClose, DelayedWorkQueue, File);
    Extension->Count++;
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
}

VOID DeferredZwClose(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    HANDLE File = (HANDLE)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    ZwClose(File);
}
