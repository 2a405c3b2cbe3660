#include <ntddk.h>

#define EVENT_TAG 'tnvE'

PUCHAR
AllocateClearEvent(
    _In_ SIZE_T Size
    )
{
    PUCHAR event = ExAllocatePoolUninitialized(NonPagedPoolNx, Size, EVENT_TAG);

    if (event != NULL) {
        RtlFillMemory(event, Size, 0);
        event[0] = 1;
    }
    return event;
}
