#include <ntddk.h>

VOID Leave(_In_ _IRQL_restores_ KIRQL OldIrql)
{
    KeLowerIrql(OldIrql);
}

VOID LeaveNothing(_In_ _IRQL_restores_ KIRQL OldIrql)
{
    UNREFERENCED_PARAMETER(OldIrql);
}

VOID LeaveOnPath(_In_ _IRQL_restores_ KIRQL OldIrql, BOOLEAN Keep)
{
    if (Keep)
    {
        KeLowerIrql(OldIrql);
        return;
    }
    KeLowerIrql(OldIrql);
}

VOID Unlock(PKSPIN_LOCK Lock, _In_ _IRQL_restores_ KIRQL OldIrql)
{
    KeReleaseSpinLock(Lock, OldIrql);
}

VOID LeaveSomehow(KIRQL OldIrql);

VOID LeaveThrough(_In_ _IRQL_restores_ KIRQL OldIrql)
{
    LeaveSomehow(OldIrql);
}
