#include <ntddk.h>

VOID LowThenHigh(PDEVICE_OBJECT Device, HANDLE File)
{
    ZwClose(File);
    IoStartNextPacket(Device, TRUE);                 // want irql-inconsistent-calls "IoStartNextPacket may be called at DISPATCH_LEVEL or above only, but is called at the same level as ZwClose"
}

VOID HighThenLow(PDEVICE_OBJECT Device, HANDLE File)
{
    IoStartNextPacket(Device, TRUE);
    ZwClose(File);                                   // want irql-inconsistent-calls "ZwClose may be called at PASSIVE_LEVEL only, but is called at the same level as IoStartNextPacket"
}

VOID RaisedBetween(PDEVICE_OBJECT Device, HANDLE File)
{
    KIRQL oldIrql;

    ZwClose(File);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    IoStartNextPacket(Device, TRUE);                 // ok irql-inconsistent-calls
    KeLowerIrql(oldIrql);
}

/* Only one of the two is made. */
VOID OneOfTwo(PDEVICE_OBJECT Device, HANDLE File)
{
    if (File != NULL)
    {
        ZwClose(File);
    }
    else
    {
        IoStartNextPacket(Device, TRUE);             // ok irql-inconsistent-calls
    }
}

VOID OneOfTwoAfterwards(PDEVICE_OBJECT Device, HANDLE File)
{
    if (File != NULL)
    {
        ZwClose(File);
    }
    IoStartNextPacket(Device, TRUE);                 // want irql-inconsistent-calls "is called at the same level as ZwClose"
}

VOID FinishUnderCallersLock(PKSPIN_LOCK Lock, KIRQL OldIrql, HANDLE File)
{
    ZwClose(File);
    KeReleaseSpinLock(Lock, OldIrql);                // want irql-inconsistent-calls "is called at the same level as ZwClose"
}

VOID FinishAfterCallersLock(PKSPIN_LOCK Lock, KIRQL OldIrql, HANDLE File)
{
    KeReleaseSpinLock(Lock, OldIrql);
    ZwClose(File);                                   // ok irql-inconsistent-calls
}

static VOID Start(PDEVICE_OBJECT Device)
{
    IoStartNextPacket(Device, TRUE);                 // ok irql-inconsistent-calls
}

VOID StartElsewhere(PDEVICE_OBJECT Device, HANDLE File)
{
    ZwClose(File);
    Start(Device);                                   // want irql-inconsistent-calls "Start leads to IoStartNextPacket"
}
