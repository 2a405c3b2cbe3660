#include <ntddk.h>

NTSTATUS ReadCounter(PULONG Counter, PULONG Value)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    if (*Counter == 0)
    {
        KeLowerIrql(oldIrql);
        return STATUS_NOT_FOUND;
    }
    *Value = *Counter;
    KeLowerIrql(oldIrql);
    return STATUS_SUCCESS;
}

VOID Count(_Inout_ PULONG Counter)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*Counter;
    KeLowerIrql(oldIrql);
}

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
}

KIRQL Enter(VOID)
{
    return KeRaiseIrqlToDpcLevel();
}

VOID EnterAndStore(PKIRQL Old)
{
    KeRaiseIrql(DISPATCH_LEVEL, Old);
}

BOOLEAN TryEnter(PKIRQL Old, BOOLEAN Stopped)
{
    if (Stopped)
    {
        return FALSE;
    }
    KeRaiseIrql(DISPATCH_LEVEL, Old);
    return TRUE;
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
}

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
}

NTSTATUS ReadShort(PULONG Counter, PULONG Value)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    if (*Counter == 0)
    {
        KeLowerIrql(oldIrql);
        return STATUS_NOT_FOUND;
    }
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
}

VOID CountInMacrosAndForget(PULONG Counter)
{
    KIRQL oldIrql;

    ENTER(&oldIrql);
    ++*Counter;
    KeLowerIrql(oldIrql);
}

/* Others get the old level, and may go back. */
VOID StoreLevel(KIRQL Irql);

VOID EnterAndHandOn(PULONG Counter)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*Counter;
    StoreLevel(oldIrql);
}

KIRQL EnterAndReturn(PULONG Counter)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++*Counter;
    return oldIrql;
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
}
