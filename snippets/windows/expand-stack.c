/*
 * prefix: kd-expand-stack
 * title: More stack
 * topic: Language runtime
 * description: Calls a function on a larger kernel stack, for what goes deeper than the 24 KB that a thread has
 */
EXTERN_C EXPAND_STACK_CALLOUT ${1:Sample}Deep;

/* STATUS_NO_MEMORY where there is no more stack; then nothing was called. */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${1:Sample}CallDeep(_In_opt_ PVOID Context)
{
    return KeExpandKernelStackAndCallout(${1:Sample}Deep, Context, ${2:32} * 1024);
}

_Use_decl_annotations_
VOID NTAPI ${1:Sample}Deep(PVOID Parameter)
{
    UNREFERENCED_PARAMETER(Parameter);
    $0
}
