// unit: target=10.0.17763
#include <ntddk.h>

#define EVENT_TAG 'tnvE'

PVOID
AllocateEvent(
    _In_ POOL_TYPE Type,
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithTag(Type, Size, EVENT_TAG); // want pool-deprecated hint
}

// Before version 2004 nothing zeroes but the driver.
PUCHAR
AllocateClearEvent(
    _In_ SIZE_T Size
    )
{
    PUCHAR event = ExAllocatePoolWithTag(NonPagedPoolNx, Size, EVENT_TAG); // want pool-deprecated hint

    if (event == NULL) {
        return NULL;
    }
    RtlZeroMemory(event, Size);
    return event;
}

PVOID
ChargeEvent(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithQuotaTag(PagedPool, Size, EVENT_TAG); // want pool-deprecated hint
}

PVOID
AllocateEventLate(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithTagPriority(PagedPool, Size, EVENT_TAG, LowPoolPriority); // want pool-deprecated hint
}
