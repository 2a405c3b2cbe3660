/* Calls that can be made before or after the lock, and some that cannot. */
#include <ntddk.h>

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
    ZwClose(File);                                   // want irql-too-high "ZwClose is called at DISPATCH_LEVEL"
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
}

NTSTATUS CloseFirst(PEXTENSION Extension, HANDLE File)
{
    NTSTATUS status;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    status = ZwClose(File);                          // want irql-too-high "ZwClose is called at DISPATCH_LEVEL"
    Extension->Count--;
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
    return status;
}

/* Which file it is the lock guards. */
VOID CloseGuarded(PEXTENSION Extension)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    ZwClose(Extension->File);                        // want irql-too-high "ZwClose is called at DISPATCH_LEVEL"
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
}
