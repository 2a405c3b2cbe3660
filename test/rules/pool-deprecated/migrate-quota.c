// unit: target=10.0.19041
#include <ntddk.h>

#define QUOTA_TAG 'atQE'

PVOID
ChargeCaller(
    _In_ SIZE_T Size
    )
{
    PVOID block = NULL;

    __try {
        block = ExAllocatePoolWithQuotaTag(PagedPool, Size, QUOTA_TAG); // want pool-deprecated
        RtlZeroMemory(block, Size);
    }
    __except (EXCEPTION_EXECUTE_HANDLER) {
        block = NULL;
    }
    return block;
}

PVOID
ChargeCallerQuietly(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithQuotaTag(PagedPool | POOL_QUOTA_FAIL_INSTEAD_OF_RAISE, Size, QUOTA_TAG); // want pool-deprecated
}

PVOID
AllocateOrRaise(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithTag((POOL_TYPE)(NonPagedPoolNx | POOL_RAISE_IF_ALLOCATION_FAILURE), Size, QUOTA_TAG); // want pool-deprecated
}

PVOID
ChargeUntagged(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithQuota(PagedPool, Size); // want pool-deprecated; want pool-untagged
}

NTSTATUS
AllocateLate(
    _Outptr_ PVOID *Block,
    _In_ SIZE_T Size
    )
{
    PVOID block;

    block = ExAllocatePoolWithTagPriority(PagedPool, Size, QUOTA_TAG, LowPoolPriority); // want pool-deprecated
    if (block == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    *Block = block;
    return STATUS_SUCCESS;
}
