/*
 * prefix: kd-pool-older
 * title: Pool memory for older Windows, too
 * topic: Memory
 * description: ExAllocatePoolZero, which zeroes on every Windows once the driver's runtime is initialised
 */
/*
 * Before any header: #define POOL_ZERO_DOWN_LEVEL_SUPPORT 1. First of all in DriverEntry: this. Windows 7 has no
 * NonPagedPoolNx: for it #define POOL_NX_OPTIN 1, too, and NonPagedPool below.
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}InitializePool(VOID)
{
    /* With POOL_NX_OPTIN NonPagedPool is not executable, either, where Windows knows that. */
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
}

_Must_inspect_result_
_IRQL_requires_max_(${2|DISPATCH_LEVEL,APC_LEVEL|})
PVOID ${1:Sample}Allocate(_In_ SIZE_T Size)
{
    return ExAllocatePoolZero(${3|NonPagedPoolNx,PagedPool|}, Size, '${4:lPmS}');
}

_IRQL_requires_max_(${2|DISPATCH_LEVEL,APC_LEVEL|})
VOID ${1:Sample}Free(_In_ PVOID Memory)
{
    ExFreePoolWithTag(Memory, '${4:lPmS}');
}
