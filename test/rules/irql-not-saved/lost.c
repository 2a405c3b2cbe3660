#include <ntddk.h>

VOID DropResult(_Inout_ PKEVENT Event)               // ok irql-function-not-annotated
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

VOID LockThenRaise(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);
    KeRaiseIrql(HIGH_LEVEL, &oldIrql);               // want irql-not-saved "oldIrql still holds the level to go back to, but is overwritten with DISPATCH_LEVEL here"
    ++*Counter;
    KeLowerIrql(oldIrql);
    KeReleaseSpinLock(Lock, oldIrql);
}

VOID RaiseTwice(PULONG Counter)
{
    KIRQL oldIrql = KeRaiseIrqlToDpcLevel();

    ++*Counter;
    oldIrql = KeRaiseIrqlToDpcLevel();               // want irql-not-saved "oldIrql still holds the level to go back to, but is overwritten with DISPATCH_LEVEL here"
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
    UNREFERENCED_PARAMETER(Context);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);           // ok irql-not-saved
    ++*(PULONG)Argument1;
    KeLowerIrql(oldIrql);
}

/* The level is kept elsewhere too. */
VOID SavedTwice(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL before;
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);
    before = oldIrql;
    KeRaiseIrql(HIGH_LEVEL, &oldIrql);               // ok irql-not-saved
    ++*Counter;
    KeLowerIrql(oldIrql);
    KeReleaseSpinLock(Lock, before);
}

/* It can only be wrong, and not because of what it returns. */
VOID RaiseFromAbove(PULONG Counter)
{
    if (KeGetCurrentIrql() > DISPATCH_LEVEL)
    {
        KeRaiseIrqlToDpcLevel();                     // ok irql-not-saved; want irql-too-high "called at DIRQL or above"
    }
    ++*Counter;
}

/* The level was asked for before. */
VOID CountRaised(PULONG Counter)
{
    KIRQL irql = KeGetCurrentIrql();

    if (irql < DISPATCH_LEVEL)
    {
        KeRaiseIrqlToDpcLevel();                     // ok irql-not-saved
    }
    ++*Counter;
    if (irql < DISPATCH_LEVEL)
    {
        KeLowerIrql(irql);
    }
}

/* What was asked for is not the level that is lost. */
VOID CountAskedTooEarly(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL irql = KeGetCurrentIrql();
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);
    KeReleaseSpinLock(Lock, *(PKIRQL)(Counter + 1));
    KeRaiseIrqlToDpcLevel();                         // want irql-not-saved "The old level that KeRaiseIrqlToDpcLevel returns is saved nowhere"
    ++*Counter;
    KeLowerIrql(irql);
}

VOID ShowScreen(VOID);

/* There is nobody to go back to. */
VOID HaltMachine(VOID)
{
    KeRaiseIrqlToDpcLevel();                         // ok irql-not-saved
    ShowScreen();
    for (;;)
    {
        YieldProcessor();
    }
}
