#include <ntddk.h>

_IRQL_raises_(DISPATCH_LEVEL)
VOID Enter(_Out_ _IRQL_saves_ PKIRQL OldIrql)
{
    KeRaiseIrql(DISPATCH_LEVEL, OldIrql);            // ok irql-not-saved
}

_IRQL_raises_(DISPATCH_LEVEL)
VOID EnterAndForget(_Out_ _IRQL_saves_ PKIRQL OldIrql) // want irql-not-saved "EnterAndForget returns without having saved the old level in *OldIrql"
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
}

_IRQL_raises_(DISPATCH_LEVEL)
VOID EnterOnPath(_Out_ _IRQL_saves_ PKIRQL OldIrql, BOOLEAN Quick)
{
    KIRQL oldIrql;

    if (Quick)
    {
        KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
        return;                                      // want irql-not-saved "on a path without having saved"
    }
    KeRaiseIrql(DISPATCH_LEVEL, OldIrql);
}

/* What it is handed to may save. */
VOID EnterSomehow(PKIRQL OldIrql);

VOID EnterThrough(_Out_ _IRQL_saves_ PKIRQL OldIrql)
{
    EnterSomehow(OldIrql);                           // ok irql-not-saved
}

_IRQL_raises_(DISPATCH_LEVEL)
VOID EnterByHand(_Out_ _IRQL_saves_ PKIRQL OldIrql)
{
    KIRQL oldIrql = KeRaiseIrqlToDpcLevel();         // ok irql-not-saved

    *OldIrql = oldIrql;
}

_When_(return != 0, _IRQL_raises_(DISPATCH_LEVEL))
BOOLEAN TryEnter(_When_(return != 0, _Out_ _IRQL_saves_) PKIRQL OldIrql, BOOLEAN Stopped)
{
    if (Stopped)
    {
        return FALSE;                                // ok irql-not-saved
    }
    KeRaiseIrql(DISPATCH_LEVEL, OldIrql);
    return TRUE;
}
