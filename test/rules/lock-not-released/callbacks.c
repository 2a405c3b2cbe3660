#include <ntddk.h>

KSPIN_LOCK QueueLock;
ULONG QueueLength;

KDEFERRED_ROUTINE OnDpc;
DRIVER_DISPATCH DispatchRead;
IO_CSQ_ACQUIRE_LOCK AcquireQueue;
IO_CSQ_RELEASE_LOCK ReleaseQueue;

VOID OnDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    KeAcquireSpinLockAtDpcLevel(&QueueLock); // want lock-not-released "OnDpc takes QueueLock and returns to the system with it on every path"
    QueueLength++;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT Device, PIRP Irp)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&QueueLock, &oldIrql);
    if (QueueLength > 8) {
        return STATUS_PENDING; // want lock-not-released "QueueLock is still held at this return of DispatchRead"
    }
    QueueLength++;
    KeReleaseSpinLock(&QueueLock, oldIrql);
    return STATUS_SUCCESS;
}

// It is there to take the lock for the system.
VOID AcquireQueue(PIO_CSQ Csq, PKIRQL Irql)
{
    KeAcquireSpinLock(&QueueLock, Irql); // ok lock-not-released
}

VOID ReleaseQueue(PIO_CSQ Csq, KIRQL Irql)
{
    KeReleaseSpinLock(&QueueLock, Irql); // ok lock-released-twice
}
