// unit: target=10.0.19041
#include <ntddk.h>

VOID Power(PDEVICE_OBJECT Lower, PIRP Irp, BOOLEAN Late)
{
    // Start the next power IRP before the stack location goes.
    PoStartNextPowerIrp(Irp);                       // want deprecated-api "PoStartNextPowerIrp"
    if (Late)
        PoStartNextPowerIrp(Irp);                   // want deprecated-api "PoStartNextPowerIrp"
    (VOID)PoCallDriver(Lower,                       // want deprecated-api "PoCallDriver"
                       Irp);
}

VOID Resources(PERESOURCE Resource, PKSPIN_LOCK Lock, PLONG Count)
{
    ExAcquireResourceShared(Resource, TRUE);        // want deprecated-api "ExAcquireResourceShared"
    ExReleaseResource(Resource);                    // want deprecated-api "ExReleaseResource"
    ExInterlockedIncrementLong(Count, Lock);        // want deprecated-api "ExInterlockedIncrementLong"
    KeBugCheck(0xE2);                               // want deprecated-api hint "KeBugCheck"
}
