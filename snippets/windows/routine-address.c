/*
 * prefix: kd-routine-address
 * title: Function of newer Windows
 * topic: Language runtime
 * description: Calls a function of the kernel where this Windows has it, so that the driver loads on older ones, too
 */
typedef ${1:VOID} NTAPI ${2:SAMPLE_QUERY_TIME}(${3:_Out_ PLARGE_INTEGER Time});

/* NULL where the system does not export it. Once, in DriverEntry. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
${2:SAMPLE_QUERY_TIME} *${4:Sample}FindFunction(VOID)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"${5:KeQuerySystemTimePrecise}");

    return (${2:SAMPLE_QUERY_TIME} *)(ULONG_PTR)MmGetSystemRoutineAddress(&name);
}
