/*
 * prefix: kd-pool-array
 * title: Pool memory for an array
 * topic: Memory
 * description: Allocates what a number from outside asks for: a size that overflows is refused
 * includes: ntintsafe.h
 */
_Must_inspect_result_
_IRQL_requires_max_(${1|APC_LEVEL,DISPATCH_LEVEL|})
NTSTATUS ${2:Sample}AllocateArray(_In_ SIZE_T Count, _Outptr_ ${3:ULONG} **Array)
{
    SIZE_T size;
    NTSTATUS status;

    *Array = NULL;
    if (Count == 0) {
        return STATUS_INVALID_PARAMETER;
    }
    status = RtlSizeTMult(Count, sizeof(**Array), &size);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* A program asks: the memory is on its account, and where that is used up nothing is given. */
    *Array = (${3:ULONG} *)ExAllocatePool2(${4|POOL_FLAG_PAGED,POOL_FLAG_NON_PAGED|} | POOL_FLAG_USE_QUOTA, size, '${5:rAmS}');
    return *Array == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
