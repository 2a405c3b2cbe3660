// unit: target=10.0.17763
#include <ntddk.h>

// ExAllocatePool2 is not there yet: a hint, and the wrappers that run everywhere.
PVOID
AllocateReply(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithTag(PagedPool, Size, 'ylpR'); // want pool-deprecated hint "is deprecated since"
}
