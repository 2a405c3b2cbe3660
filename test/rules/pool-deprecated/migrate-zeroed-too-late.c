// unit: target=10.0.17763
#include <ntddk.h>

// Behind the kit's header it asks for nothing: the zeroing below has to stay.
#define POOL_ZERO_DOWN_LEVEL_SUPPORT

PVOID AllocateZeroed(SIZE_T Size)
{
    PVOID memory = ExAllocatePoolWithTag(PagedPool, Size, 'etLE'); // want pool-deprecated

    if (memory != NULL) {
        RtlZeroMemory(memory, Size);
    }
    return memory;
}
