#include <ntddk.h>

VOID LowerByRaising(PKEVENT Event)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(oldIrql);
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID RaiseByLowering(PKEVENT Event)
{
    KIRQL oldIrql;

    KeLowerIrql(DISPATCH_LEVEL);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeLowerIrql(PASSIVE_LEVEL);
}

VOID LowerUnderLock(PKSPIN_LOCK Lock, PKEVENT Event)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);
    KeLowerIrql(PASSIVE_LEVEL);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeRaiseIrqlToDpcLevel();
    KeReleaseSpinLock(Lock, oldIrql);
}

VOID LowerToConstant(PKEVENT Event)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(oldIrql);
}

VOID LowerToSaved(PKEVENT Event)
{
    KIRQL oldIrql = KeRaiseIrqlToDpcLevel();

    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(oldIrql);
}

_IRQL_requires_(PASSIVE_LEVEL)
VOID LowerWhereKnown(PKEVENT Event)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(PASSIVE_LEVEL);
}

VOID RaiseOnPath(PKSPIN_LOCK Lock, BOOLEAN Locked)
{
    KIRQL oldIrql = PASSIVE_LEVEL;
    KIRQL before;

    if (Locked)
    {
        KeAcquireSpinLock(Lock, &oldIrql);
    }
    KeRaiseIrql(APC_LEVEL, &before);
    KeLowerIrql(before);
    if (Locked)
    {
        KeReleaseSpinLock(Lock, oldIrql);
    }
}

VOID RaiseStepwise(KIRQL Level)
{
    KIRQL first;
    KIRQL second;

    KeRaiseIrql(APC_LEVEL, &first);
    KeRaiseIrql(DISPATCH_LEVEL, &second);
    KeLowerIrql(second);
    KeLowerIrql(first);
    KeRaiseIrql(Level, &first);
    KeLowerIrql(first);
}
