#include <ntddk.h>

NTSTATUS ReadCounter(PULONG Counter, PULONG Value)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    if (*Counter == 0)
    {
        return STATUS_NOT_FOUND;                     // want irql-not-restored "ReadCounter returns at DISPATCH_LEVEL on a path"
    }
    *Value = *Counter;
    KeLowerIrql(oldIrql);
    return STATUS_SUCCESS;                           // ok irql-not-restored
}

VOID Count(_Inout_ PULONG Counter)                   // ok irql-function-not-annotated
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*Counter;
}                                                    // want irql-not-restored "Count returns at DISPATCH_LEVEL, and the old level in oldIrql is never restored"

VOID CountSaved(PULONG Counter, BOOLEAN Locked)
{
    KIRQL oldIrql = PASSIVE_LEVEL;

    if (!Locked)
    {
        oldIrql = KeRaiseIrqlToDpcLevel();
    }
    ++*Counter;
    if (!Locked)
    {
        KeLowerIrql(oldIrql);
    }
}                                                    // ok irql-not-restored

KIRQL Enter(VOID)
{
    return KeRaiseIrqlToDpcLevel();                  // ok irql-not-restored
}

VOID EnterAndStore(PKIRQL Old)
{
    KeRaiseIrql(DISPATCH_LEVEL, Old);
}                                                    // ok irql-not-restored

BOOLEAN TryEnter(PKIRQL Old, BOOLEAN Stopped)
{
    if (Stopped)
    {
        return FALSE;                                // ok irql-not-restored
    }
    KeRaiseIrql(DISPATCH_LEVEL, Old);
    return TRUE;                                     // ok irql-not-restored
}

/* A lock that is kept is a matter of the lock. */
VOID Trace(PKSPIN_LOCK Lock, PULONG Lines)
{
    KIRQL irql = KeGetCurrentIrql();

    if (irql < DISPATCH_LEVEL)
    {
        KeAcquireSpinLock(Lock, &irql);
    }
    else
    {
        KeAcquireSpinLockAtDpcLevel(Lock);
    }
    ++*Lines;
    if (irql < DISPATCH_LEVEL)
    {
        KeReleaseSpinLock(Lock, irql);
    }
    else
    {
        KeReleaseSpinLockFromDpcLevel(Lock);
    }
}                                                    // ok irql-not-restored

/* It knows from its caller at which level it is. */
VOID Send(PKSPIN_LOCK Lock, PULONG Sent, BOOLEAN AtDispatch)
{
    KIRQL oldIrql = PASSIVE_LEVEL;

    if (!AtDispatch)
    {
        KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    }
    if (KeTryToAcquireSpinLockAtDpcLevel(Lock))
    {
        ++*Sent;
        KeReleaseSpinLock(Lock, DISPATCH_LEVEL);
    }
    if (!AtDispatch)
    {
        KeLowerIrql(oldIrql);
    }
}                                                    // ok irql-not-restored

NTSTATUS ReadShort(PULONG Counter, PULONG Value)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    if (*Counter == 0)
        return STATUS_NOT_FOUND;                     // want irql-not-restored "ReadShort returns at DISPATCH_LEVEL on a path"
    *Value = *Counter;
    KeLowerIrql(oldIrql);
    return STATUS_SUCCESS;
}

#define ENTER(Old) KeRaiseIrql(DISPATCH_LEVEL, (Old))
#define LEAVE(Old) KeLowerIrql(Old)

VOID CountInMacros(PULONG Counter)
{
    KIRQL oldIrql;

    ENTER(&oldIrql);
    ++*Counter;
    LEAVE(oldIrql);
}                                                    // ok irql-not-restored

VOID CountInMacrosAndForget(PULONG Counter)
{
    KIRQL oldIrql;

    ENTER(&oldIrql);
    ++*Counter;
}                                                    // want irql-not-restored "CountInMacrosAndForget returns at DISPATCH_LEVEL, and the old level in oldIrql is never restored"

/* Others get the old level, and may go back. */
VOID StoreLevel(KIRQL Irql);

VOID EnterAndHandOn(PULONG Counter)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*Counter;
    StoreLevel(oldIrql);
}                                                    // ok irql-not-restored

KIRQL EnterAndReturn(PULONG Counter)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*Counter;
    return oldIrql;                                  // ok irql-not-restored
}

VOID CountWhereLow(PULONG Counter)
{
    KIRQL oldIrql = KeGetCurrentIrql();
    BOOLEAN isRaised = FALSE;

    if (oldIrql < DISPATCH_LEVEL)
    {
        KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
        isRaised = TRUE;
    }
    ++*Counter;
    if (isRaised)
    {
        KeLowerIrql(oldIrql);
    }
}                                                    // ok irql-not-restored
