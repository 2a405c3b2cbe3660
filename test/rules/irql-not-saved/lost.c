#include <ntddk.h>

VOID DropResult(PKEVENT Event)
{
    KeRaiseIrqlToDpcLevel();                         // want irql-not-saved "KeRaiseIrqlToDpcLevel returns is saved nowhere"
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
}

VOID DropLockResult(PKSPIN_LOCK Lock, PULONG Counter)
{
    (VOID)KeAcquireSpinLockRaiseToDpc(Lock);         // want irql-not-saved "KeAcquireSpinLockRaiseToDpc returns"
    ++*Counter;
    KeReleaseSpinLock(Lock, PASSIVE_LEVEL);
}

_IRQL_requires_(PASSIVE_LEVEL)
VOID DropKnown(PKEVENT Event)
{
    KeRaiseIrqlToDpcLevel();                         // ok irql-not-saved
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(PASSIVE_LEVEL);
}

VOID KeepResult(PKEVENT Event)
{
    KIRQL oldIrql;

    oldIrql = KeRaiseIrqlToDpcLevel();               // ok irql-not-saved
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(oldIrql);
}

VOID RaiseThenLock(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeAcquireSpinLock(Lock, &oldIrql);               // want irql-not-saved "oldIrql holds the level to go back to, and gets DISPATCH_LEVEL here"
    ++*Counter;
    KeReleaseSpinLock(Lock, oldIrql);
    KeLowerIrql(oldIrql);
}

VOID RaiseTwice(PULONG Counter)
{
    KIRQL oldIrql = KeRaiseIrqlToDpcLevel();

    ++*Counter;
    oldIrql = KeRaiseIrqlToDpcLevel();               // want irql-not-saved "oldIrql holds the level to go back to"
    ++*Counter;
    KeLowerIrql(oldIrql);
}

VOID OneAfterTheOther(PKSPIN_LOCK First, PKSPIN_LOCK Second, PULONG Counter)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(First, &oldIrql);
    ++*Counter;
    KeReleaseSpinLock(First, oldIrql);
    KeAcquireSpinLock(Second, &oldIrql);             // ok irql-not-saved
    ++*Counter;
    KeReleaseSpinLock(Second, oldIrql);
}

VOID LockInLoop(PKSPIN_LOCK Lock, PULONG Counters, ULONG Count)
{
    KIRQL oldIrql;

    for (ULONG i = 0; i < Count; i++)
    {
        KeAcquireSpinLock(Lock, &oldIrql);           // ok irql-not-saved
        ++Counters[i];
        KeReleaseSpinLock(Lock, oldIrql);
    }
}

/* In a DPC the second level is the first one. */
KDEFERRED_ROUTINE BothDpc;

VOID BothDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    KIRQL oldIrql;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument2);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeAcquireSpinLock((PKSPIN_LOCK)Context, &oldIrql); // ok irql-not-saved
    ++*(PULONG)Argument1;
    KeReleaseSpinLock((PKSPIN_LOCK)Context, oldIrql);
    KeLowerIrql(oldIrql);
}

/* The level is kept elsewhere too. */
VOID SavedTwice(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL before;
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    before = oldIrql;
    KeAcquireSpinLock(Lock, &oldIrql);               // ok irql-not-saved
    ++*Counter;
    KeReleaseSpinLock(Lock, oldIrql);
    KeLowerIrql(before);
}
