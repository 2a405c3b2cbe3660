#include <ntddk.h>

IO_COMPLETION_ROUTINE ReadComplete;

NTSTATUS ReadComplete(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KIRQL oldIrql;

    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*(PULONG)Context;
    return STATUS_CONTINUE_COMPLETION;               // want irql-entry-not-restored "ReadComplete returns at DISPATCH_LEVEL, but has to return"
}

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    if (Driver->DeviceObject == NULL)
    {
        return;                                      // want irql-entry-not-restored "on a path"
    }
    Driver->DeviceObject->Flags |= DO_BUFFERED_IO;
    KeLowerIrql(oldIrql);
}

IO_WORKITEM_ROUTINE Work;

VOID Work(PDEVICE_OBJECT Device, PVOID Context)
{
    KIRQL oldIrql;

    UNREFERENCED_PARAMETER(Device);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*(PULONG)Context;
    KeLowerIrql(oldIrql);
}                                                    // ok irql-entry-not-restored

_IRQL_requires_same_
VOID Same(PULONG Counter, BOOLEAN Raise)
{
    KIRQL oldIrql;

    if (Raise)
    {
        KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
        ++*Counter;
    }
}                                                    // want irql-entry-not-restored "Same returns at DISPATCH_LEVEL on a path"

/* In a DPC it makes no difference. */
KDEFERRED_ROUTINE Dpc;

VOID Dpc(PKDPC Object, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    KIRQL oldIrql;

    UNREFERENCED_PARAMETER(Object);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*(PULONG)Context;
}                                                    // ok irql-entry-not-restored

/* It is a callback by where it is handed over. */
static BOOLEAN Sync(PVOID Context)
{
    KIRQL oldIrql;

    KeRaiseIrql(HIGH_LEVEL, &oldIrql);
    ++*(PULONG)Context;
    return TRUE;                                     // want irql-entry-not-restored "Sync returns at HIGH_LEVEL"
}

VOID Synchronize(PKINTERRUPT Interrupt, PULONG Counter)
{
    KeSynchronizeExecution(Interrupt, Sync, Counter);
}

/* It takes a lock for the system, and gives it back in another routine. */
IO_CSQ_ACQUIRE_LOCK AcquireQueue;

VOID AcquireQueue(PIO_CSQ Csq, PKIRQL Irql)
{
    KeAcquireSpinLock((PKSPIN_LOCK)(Csq + 1), Irql);
}                                                    // ok irql-entry-not-restored

/* The level to go back to is the one that was saved last, not that of a lock which is free again. */
IO_WORKITEM_ROUTINE LockThenRaise;

VOID LockThenRaise(PDEVICE_OBJECT Device, PVOID Context)
{
    PKSPIN_LOCK lock = Context;
    KIRQL locked;
    KIRQL raised;

    KeAcquireSpinLock(lock, &locked);
    Device->Flags |= DO_BUFFERED_IO;
    KeReleaseSpinLock(lock, locked);
    KeRaiseIrql(DISPATCH_LEVEL, &raised);
    Device->Flags |= DO_DIRECT_IO;
}                                                    // want irql-entry-not-restored "LockThenRaise returns at DISPATCH_LEVEL"

IO_WORKITEM_ROUTINE RaiseTwice;

VOID RaiseTwice(PDEVICE_OBJECT Device, PVOID Context)
{
    KIRQL first;
    KIRQL second;

    KeRaiseIrql(APC_LEVEL, &first);
    ++*(PULONG)Context;
    KeLowerIrql(first);
    KeRaiseIrql(DISPATCH_LEVEL, &second);
    Device->Flags |= DO_DIRECT_IO;
}                                                    // want irql-entry-not-restored "RaiseTwice returns at DISPATCH_LEVEL"
