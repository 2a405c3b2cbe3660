#include <ntddk.h>

#define EVENT_TAG 'tnvE'

PVOID
AllocateEvent(
    _In_ POOL_TYPE Type,
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolUninitialized(Type, Size, EVENT_TAG);
}

// Before version 2004 nothing zeroes but the driver.
PUCHAR
AllocateClearEvent(
    _In_ SIZE_T Size
    )
{
    PUCHAR event = ExAllocatePoolZero(NonPagedPoolNx, Size, EVENT_TAG);

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
    return ExAllocatePoolQuotaUninitialized(PagedPool, Size, EVENT_TAG);
}

PVOID
AllocateEventLate(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolPriorityUninitialized(PagedPool, Size, EVENT_TAG, LowPoolPriority);
}
