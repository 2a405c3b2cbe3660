#include <ntddk.h>

NTSTATUS Scale(PULONG Value)
{
    KFLOATING_SAVE state;
    NTSTATUS status = KeSaveFloatingPointState(&state);

    if (!NT_SUCCESS(status))
    {
        return status;                               // ok float-state-exit
    }
    if (*Value == 0)
    {
        return STATUS_INVALID_PARAMETER;             // want float-state-exit "Scale returns on a path without restoring"
    }
    KeRestoreFloatingPointState(&state);
    return STATUS_SUCCESS;                           // ok float-state-exit
}

VOID ScaleAll(PULONG Values, ULONG Count)
{
    KFLOATING_SAVE state;

    if (NT_SUCCESS(KeSaveFloatingPointState(&state)))
    {
        for (ULONG i = 0; i < Count; i++)
        {
            Values[i] /= 2;
        }
        KeRestoreFloatingPointState(&state);
    }
}                                                    // ok float-state-exit

VOID ScaleAndForget(PULONG Value)
{
    XSTATE_SAVE state;

    if (NT_SUCCESS(KeSaveExtendedProcessorState(XSTATE_MASK_LEGACY, &state)))
    {
        *Value /= 2;
    }
}                                                    // want float-state-exit "without restoring the floating-point state"

/* It saves for its caller. */
NTSTATUS SaveFor(PKFLOATING_SAVE State)
{
    return KeSaveFloatingPointState(State);          // ok float-state-exit
}

_Kernel_float_saved_
VOID SaveAlways(PKFLOATING_SAVE State, BOOLEAN Skip)
{
    if (Skip)
    {
        return;                                      // want float-state-exit "annotated to return with the floating-point state saved"
    }
    while (!NT_SUCCESS(KeSaveFloatingPointState(State)))
    {
    }
}

_Kernel_float_restored_
VOID Restore(PKFLOATING_SAVE State)
{
    KeRestoreFloatingPointState(State);              // ok float-state-exit
}

_Kernel_float_restored_
VOID RestoreNothing(PKFLOATING_SAVE State)           // want float-state-exit "annotated to return with the floating-point state restored"
{
    UNREFERENCED_PARAMETER(State);
}

NTSTATUS AverageUnlessRefused(PULONG Values, PULONG Average)
{
    KFLOATING_SAVE state;
    NTSTATUS status = KeSaveFloatingPointState(&state);

    if (status != STATUS_SUCCESS)
    {
        return status;                               // ok float-state-exit
    }
    *Average = Values[0] / 2;
    KeRestoreFloatingPointState(&state);
    return STATUS_SUCCESS;
}

/* The state that is left is in the caller's buffer. */
BOOLEAN SaveFor(PKFLOATING_SAVE Buffer)
{
    KFLOATING_SAVE probe;

    if (Buffer == NULL)
    {
        if (KeSaveFloatingPointState(&probe) != STATUS_SUCCESS)
        {
            return FALSE;
        }
        KeRestoreFloatingPointState(&probe);
        return TRUE;
    }
    return KeSaveFloatingPointState(Buffer) == STATUS_SUCCESS; // ok float-state-exit
}
