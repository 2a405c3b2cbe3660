#include <ntddk.h>

KDEFERRED_ROUTINE CompleteDpc;

VOID CompleteDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument2);
    if (Argument1 != NULL)
    {
        KeLowerIrql(PASSIVE_LEVEL);                  // want irql-set-too-low "lowers the level to PASSIVE_LEVEL, but CompleteDpc is called at or above DISPATCH_LEVEL"
        KeWaitForSingleObject(Context, Executive, KernelMode, FALSE, NULL);
        KeRaiseIrqlToDpcLevel();
    }
}

_IRQL_requires_min_(DISPATCH_LEVEL)
VOID Poll(PULONG Register)
{
    KIRQL oldIrql = KeGetCurrentIrql();

    KeLowerIrql(APC_LEVEL);                          // want irql-set-too-low "is annotated to be called at or above DISPATCH_LEVEL"
    ++*Register;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
}

_IRQL_always_function_min_(APC_LEVEL)
VOID Touch(PULONG Register)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);           // ok irql-set-too-low
    ++*Register;
    KeLowerIrql(PASSIVE_LEVEL);                      // want irql-set-too-low "annotated never to run below APC_LEVEL"; want irql-lowered-improperly "KeLowerIrql goes to PASSIVE_LEVEL instead of the level that was saved in oldIrql"
}

/* It is there to give back what its caller took. */
_IRQL_requires_(DISPATCH_LEVEL)
VOID GiveBack(_IRQL_restores_ KIRQL OldIrql)
{
    KeLowerIrql(OldIrql);                            // ok irql-set-too-low
}

KDEFERRED_ROUTINE PollDpc;

VOID PollDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    KIRQL oldIrql;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    KeRaiseIrql(HIGH_LEVEL, &oldIrql);
    ++*(PULONG)Context;
    KeLowerIrql(oldIrql);                            // ok irql-set-too-low
}
