// unit: target=10.0.17763 define=POOL_ZERO_DOWN_LEVEL_SUPPORT=1
#include <ntddk.h>

#define EVENT_TAG 'tnvE'

PUCHAR
AllocateClearEvent(
    _In_ SIZE_T Size
    )
{
    PUCHAR event = ExAllocatePoolWithTag(NonPagedPoolNx, Size, EVENT_TAG); // want pool-deprecated hint

    if (event != NULL) {
        RtlFillMemory(event, Size, 0);
        event[0] = 1;
    }
    return event;
}
