#include <ntddk.h>

_IRQL_requires_max_(APC_LEVEL)
VOID RestoreRaised(PKSPIN_LOCK Lock, PULONG Value)
{
    KFLOATING_SAVE state;
    KIRQL oldIrql;

    if (NT_SUCCESS(KeSaveFloatingPointState(&state)))
    {
        KeAcquireSpinLock(Lock, &oldIrql);
        *Value /= 2;
        KeRestoreFloatingPointState(&state);         // want float-state-irql-mismatch "saved at APC_LEVEL or below and is restored at DISPATCH_LEVEL"
        KeReleaseSpinLock(Lock, oldIrql);
    }
}

VOID RestoreLowered(PKSPIN_LOCK Lock, PULONG Value)
{
    KFLOATING_SAVE state;
    NTSTATUS status;
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);
    status = KeSaveFloatingPointState(&state);
    KeReleaseSpinLock(Lock, oldIrql);
    if (NT_SUCCESS(status))
    {
        *Value /= 2;
        KeRestoreFloatingPointState(&state);         // todo-want float-state-irql-mismatch
    }
}

VOID RestoreWhereSaved(PKSPIN_LOCK Lock, PULONG Value)
{
    KFLOATING_SAVE state;
    KIRQL oldIrql;

    if (NT_SUCCESS(KeSaveFloatingPointState(&state)))
    {
        KeAcquireSpinLock(Lock, &oldIrql);
        *Value /= 2;
        KeReleaseSpinLock(Lock, oldIrql);
        KeRestoreFloatingPointState(&state);         // ok float-state-irql-mismatch
    }
}
