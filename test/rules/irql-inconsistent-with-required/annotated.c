#include <ntddk.h>

_IRQL_raises_(DISPATCH_LEVEL)
KIRQL Enter(VOID)
{
    return KeRaiseIrqlToDpcLevel();                  // ok irql-inconsistent-with-required
}

_IRQL_raises_(DISPATCH_LEVEL)
VOID EnterWrong(_Out_ _IRQL_saves_ PKIRQL OldIrql)
{
    KeRaiseIrql(APC_LEVEL, OldIrql);
}                                                    // want irql-inconsistent-with-required "returns at APC_LEVEL, but is annotated to return at DISPATCH_LEVEL"

_IRQL_raises_(DISPATCH_LEVEL)
VOID EnterSometimes(_Out_ _IRQL_saves_ PKIRQL OldIrql, BOOLEAN Stopped)
{
    *OldIrql = KeGetCurrentIrql();
    if (Stopped)
    {
        return;                                      // want irql-inconsistent-with-required "on a path"
    }
    KeRaiseIrql(DISPATCH_LEVEL, OldIrql);
}

_IRQL_raises_(DISPATCH_LEVEL)
BOOLEAN EnterIfRunning(_Out_ _IRQL_saves_ PKIRQL OldIrql, BOOLEAN Stopped)
{
    *OldIrql = KeGetCurrentIrql();
    if (Stopped)
    {
        return FALSE;                                // ok irql-inconsistent-with-required
    }
    KeRaiseIrql(DISPATCH_LEVEL, OldIrql);
    return TRUE;
}
