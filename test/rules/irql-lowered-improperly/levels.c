#include <ntddk.h>

VOID LowerByRaising(PKEVENT Event)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeRaiseIrql(PASSIVE_LEVEL, &oldIrql);            // want irql-lowered-improperly "KeRaiseIrql is asked for PASSIVE_LEVEL at DISPATCH_LEVEL"
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID RaiseByLowering(PKEVENT Event)
{
    KIRQL oldIrql;

    KeLowerIrql(DISPATCH_LEVEL);                     // want irql-lowered-improperly "asked for DISPATCH_LEVEL at PASSIVE_LEVEL"
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);           // ok irql-lowered-improperly
    KeLowerIrql(PASSIVE_LEVEL);                      // ok irql-lowered-improperly
}

VOID LowerUnderLock(PKSPIN_LOCK Lock, PKEVENT Event)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);
    KeLowerIrql(PASSIVE_LEVEL);                      // want irql-lowered-improperly "while Lock is held"
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeRaiseIrqlToDpcLevel();
    KeReleaseSpinLock(Lock, oldIrql);
}

VOID LowerToConstant(PKEVENT Event)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(PASSIVE_LEVEL);                      // want irql-lowered-improperly "instead of the level that was saved in oldIrql"
}

VOID LowerToSaved(PKEVENT Event)
{
    KIRQL oldIrql = KeRaiseIrqlToDpcLevel();

    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(oldIrql);                            // ok irql-lowered-improperly
}

_IRQL_requires_(PASSIVE_LEVEL)
VOID LowerWhereKnown(PKEVENT Event)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(PASSIVE_LEVEL);                      // ok irql-lowered-improperly
}

VOID RaiseOnPath(PKSPIN_LOCK Lock, BOOLEAN Locked)
{
    KIRQL oldIrql = PASSIVE_LEVEL;
    KIRQL before;

    if (Locked)
    {
        KeAcquireSpinLock(Lock, &oldIrql);
    }
    KeRaiseIrql(APC_LEVEL, &before);                 // want irql-lowered-improperly "asked for APC_LEVEL at DISPATCH_LEVEL"
    KeLowerIrql(before);                             // ok irql-lowered-improperly
    if (Locked)
    {
        KeReleaseSpinLock(Lock, oldIrql);
    }
}

VOID RaiseStepwise(KIRQL Level)
{
    KIRQL first;
    KIRQL second;

    KeRaiseIrql(APC_LEVEL, &first);                  // ok irql-lowered-improperly
    KeRaiseIrql(DISPATCH_LEVEL, &second);            // ok irql-lowered-improperly
    KeLowerIrql(second);                             // ok irql-lowered-improperly
    KeLowerIrql(first);                              // ok irql-lowered-improperly
    KeRaiseIrql(Level, &first);                      // ok irql-lowered-improperly
    KeLowerIrql(first);                              // ok irql-lowered-improperly
}
