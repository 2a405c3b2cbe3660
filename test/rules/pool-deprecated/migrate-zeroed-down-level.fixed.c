#include <ntddk.h>

#define EVENT_TAG 'tnvE'

PUCHAR
AllocateClearEvent(
    _In_ SIZE_T Size
    )
{
    PUCHAR event = ExAllocatePoolZero(NonPagedPoolNx, Size, EVENT_TAG);

    if (event != NULL) {
        event[0] = 1;
    }
    return event;
}
