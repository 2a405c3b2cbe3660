/*
 * prefix: kd-pool-secure
 * title: Secure pool
 * topic: Memory
 * description: Memory that the hypervisor guards: read by all, changed through ExSecurePoolUpdate alone; Windows 11
 */
/* Whoever changes or frees a block has to know it. */
static ULONG_PTR ${1:Sample}Cookie;

/* Fails where virtualization-based security is off. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}CreatePool(_Out_ PHANDLE Pool)
{
    ${1:Sample}Cookie = (ULONG_PTR)KeQueryPerformanceCounter(NULL).QuadPart;
    return ExCreatePool(POOL_CREATE_FLG_SECURE_POOL | POOL_CREATE_FLG_USE_GLOBAL_POOL, '${2:cSmS}', NULL, Pool);
}

/* With what is in Data; NULL where it fails. Freed before ExDestroyPool. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
PVOID ${1:Sample}AllocateSecure(_In_ HANDLE Pool, _In_reads_bytes_(Size) PVOID Data, _In_ SIZE_T Size)
{
    POOL_EXTENDED_PARAMS_SECURE_POOL secure;
    POOL_EXTENDED_PARAMETER parameter;

    RtlZeroMemory(&secure, sizeof(secure));
    RtlZeroMemory(&parameter, sizeof(parameter));
    secure.SecurePoolHandle = Pool;
    secure.Buffer = Data;
    secure.Cookie = ${1:Sample}Cookie;
    secure.SecurePoolFlags = SECURE_POOL_FLAGS_FREEABLE | SECURE_POOL_FLAGS_MODIFIABLE;
    parameter.Type = PoolExtendedParameterSecurePool;
    parameter.SecurePoolParams = &secure;
    return ExAllocatePool3(POOL_FLAG_NON_PAGED, Size, '${2:cSmS}', &parameter, 1);
}

/* To write into the block any other way stops the machine. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}UpdateSecure(
    _In_ HANDLE Pool, _In_ PVOID Block, _In_ SIZE_T Offset, _In_reads_bytes_(Size) PVOID Data, _In_ SIZE_T Size)
{
    return ExSecurePoolUpdate(Pool, '${2:cSmS}', Block, ${1:Sample}Cookie, Offset, Size, Data);
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}FreeSecure(_In_ HANDLE Pool, _In_ PVOID Block)
{
    POOL_EXTENDED_PARAMS_SECURE_POOL secure;
    POOL_EXTENDED_PARAMETER parameter;

    RtlZeroMemory(&secure, sizeof(secure));
    RtlZeroMemory(&parameter, sizeof(parameter));
    secure.SecurePoolHandle = Pool;
    secure.Cookie = ${1:Sample}Cookie;
    parameter.Type = PoolExtendedParameterSecurePool;
    parameter.SecurePoolParams = &secure;
    ExFreePool2(Block, '${2:cSmS}', &parameter, 1);
}
