/* Calls that can be made before or after the lock, and some that cannot. */
#include <ntddk.h>

IO_WORKITEM_ROUTINE DeferredZwClose;

typedef struct _EXTENSION
{
    KSPIN_LOCK Lock;
    HANDLE File;
    ULONG Count;
} EXTENSION, *PEXTENSION;

/* The one that is there for what has to wait. */
static PIO_WORKITEM WorkItem;

VOID CloseLast(PEXTENSION Extension, HANDLE File)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    Extension->Count--;
    IoQueueWorkItem(WorkItem, DeferredZwClose, DelayedWorkQueue, File);
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
}

VOID DeferredZwClose(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    HANDLE File = (HANDLE)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    ZwClose(File);
}

NTSTATUS CloseFirst(PEXTENSION Extension, HANDLE File)
{
    NTSTATUS status;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    status = ZwClose(File);
    Extension->Count--;
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
    return status;
}

/* Which file it is the lock guards. */
VOID CloseGuarded(PEXTENSION Extension)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    ZwClose(Extension->File);
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
}
