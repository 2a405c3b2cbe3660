/* The call stands in the middle of what the lock guards: only a work item helps. */
#include <ntddk.h>

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
    ZwClose(File);                                   // want irql-too-high "ZwClose is called at DISPATCH_LEVEL"
    Extension->Count++;
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
}
