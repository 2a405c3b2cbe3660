#include <ntddk.h>

_IRQL_requires_max_(APC_LEVEL)
VOID StartAtLowLevel(PDEVICE_OBJECT Device)
{
    IoStartNextPacket(Device, TRUE);                 // want irql-too-low "IoStartNextPacket is called at APC_LEVEL or below"
}

_IRQL_requires_max_(APC_LEVEL)
VOID StartRaised(PDEVICE_OBJECT Device)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    IoStartNextPacket(Device, TRUE);                 // ok irql-too-low
    KeLowerIrql(oldIrql);
}

VOID StartAfterUnlock(PDEVICE_OBJECT Device, PFAST_MUTEX Mutex)
{
    ExAcquireFastMutex(Mutex);
    IoStartNextPacket(Device, TRUE);                 // want irql-too-low "called at APC_LEVEL"
    ExReleaseFastMutex(Mutex);
}

VOID StartMaybeLow(PDEVICE_OBJECT Device)
{
    if (KeGetCurrentIrql() < DISPATCH_LEVEL)
    {
        IoStartNextPacket(Device, TRUE);             // want irql-too-low "APC_LEVEL"
    }
    else
    {
        IoStartNextPacket(Device, TRUE);             // ok irql-too-low
    }
}

VOID StartOnSomePath(PDEVICE_OBJECT Device, PFAST_MUTEX Mutex, BOOLEAN Raise)
{
    KIRQL oldIrql = PASSIVE_LEVEL;

    ExAcquireFastMutex(Mutex);
    if (Raise)
    {
        KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    }
    IoStartNextPacket(Device, TRUE);                 // want irql-too-low "on a path"
    if (Raise)
    {
        KeLowerIrql(oldIrql);
    }
    ExReleaseFastMutex(Mutex);
}

/* Nobody knows at which level it is called. */
VOID StartAnywhere(PDEVICE_OBJECT Device)
{
    IoStartNextPacket(Device, TRUE);                 // ok irql-too-low
}

KDEFERRED_ROUTINE StartDpc;

VOID StartDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    IoStartNextPacket((PDEVICE_OBJECT)Context, TRUE); // ok irql-too-low
}

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    StartAnywhere(Driver->DeviceObject);             // want irql-too-low "leads to IoStartNextPacket"
}
