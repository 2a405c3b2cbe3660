/* Functions of the driver's own: by their annotations, and by their names alone. */
#include <ntddk.h>

_IRQL_requires_min_(DISPATCH_LEVEL)
VOID RingDoorbell(PULONG Register);

_IRQL_requires_(DISPATCH_LEVEL)
static VOID CountLocked(PULONG Counter)
{
    ++*Counter;
}

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    RingDoorbell((PULONG)Driver->DriverStart);       // want irql-too-low "RingDoorbell is called at PASSIVE_LEVEL"
    CountLocked((PULONG)Driver->DriverStart);        // want irql-too-low "CountLocked is called at PASSIVE_LEVEL"
}

VOID Count(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);
    CountLocked(Counter);                            // ok irql-too-low
    RingDoorbell(Counter);                           // ok irql-too-low
    KeReleaseSpinLock(Lock, oldIrql);
}
