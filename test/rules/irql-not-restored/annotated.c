#include <ntddk.h>

VOID Leave(_In_ _IRQL_restores_ KIRQL OldIrql)
{
    KeLowerIrql(OldIrql);                            // ok irql-not-restored
}

VOID LeaveNothing(_In_ _IRQL_restores_ KIRQL OldIrql) // want irql-not-restored "LeaveNothing returns without going back to the level in OldIrql"
{
    UNREFERENCED_PARAMETER(OldIrql);
}

VOID LeaveOnPath(_In_ _IRQL_restores_ KIRQL OldIrql, BOOLEAN Keep)
{
    if (Keep)
    {
        return;                                      // want irql-not-restored "LeaveOnPath returns on a path"
    }
    KeLowerIrql(OldIrql);
}

VOID Unlock(PKSPIN_LOCK Lock, _In_ _IRQL_restores_ KIRQL OldIrql)
{
    KeReleaseSpinLock(Lock, OldIrql);                // ok irql-not-restored
}

VOID LeaveSomehow(KIRQL OldIrql);

VOID LeaveThrough(_In_ _IRQL_restores_ KIRQL OldIrql)
{
    LeaveSomehow(OldIrql);                           // ok irql-not-restored
}
