/* Functions that are there to raise the level, each under a condition of its own. */
#include <ntddk.h>

typedef struct _CHECKER
{
    KIRQL OldIrql;
    ULONG Toggle;
    ULONG Count;
} CHECKER, *PCHECKER;

/* Afterwards the level is DISPATCH_LEVEL at least, either way. */
VOID DisablePreemption(PKIRQL OldIrql)
{
    KIRQL irql = KeGetCurrentIrql();

    if (irql >= DISPATCH_LEVEL)
    {
        *OldIrql = irql;
        return;
    }
    KeRaiseIrql(DISPATCH_LEVEL, OldIrql);
}                                                    // ok irql-not-restored

VOID EnablePreemption(PKIRQL OldIrql)
{
    if (*OldIrql < DISPATCH_LEVEL)
    {
        KeLowerIrql(*OldIrql);
    }
}

/* Every second time the code between is run raised. */
VOID BeforeCallback(PCHECKER Checker)
{
    if (++Checker->Toggle & 1)
    {
        KeRaiseIrql(DISPATCH_LEVEL, &Checker->OldIrql);
    }
}                                                    // ok irql-not-restored

VOID AfterCallback(PCHECKER Checker)
{
    if (Checker->Toggle & 1)
    {
        KeLowerIrql(Checker->OldIrql);
    }
}

/* This one goes back itself, but for one way. */
VOID CountChecked(PCHECKER Checker)
{
    if (Checker->Count == MAXULONG)
    {
        return;
    }
    KeRaiseIrql(DISPATCH_LEVEL, &Checker->OldIrql);
    if (++Checker->Count == 1)
    {
        return;                                      // want irql-not-restored "CountChecked returns at DISPATCH_LEVEL on a path"
    }
    KeLowerIrql(Checker->OldIrql);
}
