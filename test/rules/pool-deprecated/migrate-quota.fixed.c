#include <ntddk.h>

#define QUOTA_TAG 'atQE'

PVOID
ChargeCaller(
    _In_ SIZE_T Size
    )
{
    PVOID block = NULL;

    __try {
        block = ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_USE_QUOTA | POOL_FLAG_RAISE_ON_FAILURE, Size, QUOTA_TAG);
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
    return ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_USE_QUOTA, Size, QUOTA_TAG);
}

PVOID
AllocateOrRaise(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_RAISE_ON_FAILURE, Size, QUOTA_TAG);
}

PVOID
ChargeUntagged(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_USE_QUOTA | POOL_FLAG_RAISE_ON_FAILURE, Size, QUOTA_TAG);
}

NTSTATUS
AllocateLate(
    _Outptr_ PVOID *Block,
    _In_ SIZE_T Size
    )
{
    PVOID block;

    POOL_EXTENDED_PARAMETER priority = { 0 };
    priority.Type = PoolExtendedParameterPriority;
    priority.Priority = LowPoolPriority;
    block = ExAllocatePool3(POOL_FLAG_PAGED, Size, QUOTA_TAG, &priority, 1);
    if (block == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    *Block = block;
    return STATUS_SUCCESS;
}
