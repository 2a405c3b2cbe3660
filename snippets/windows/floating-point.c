/*
 * prefix: kd-floating-point
 * title: Floating point
 * topic: Language runtime
 * description: Saves the registers around floating point, which 32-bit Windows does not do for drivers
 */
/* On 64-bit Windows both do nothing. What computes is a function of its own: the compiler moves code. */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}WithFloatingPoint(_In_ VOID (*Compute)(PVOID), _In_opt_ PVOID Context)
{
    KFLOATING_SAVE save;
    NTSTATUS status = KeSaveFloatingPointState(&save);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Compute(Context);
    (VOID)KeRestoreFloatingPointState(&save);
    return STATUS_SUCCESS;
}
