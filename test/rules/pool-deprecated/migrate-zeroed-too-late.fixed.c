#include <ntddk.h>

// Behind the kit's header it asks for nothing: the zeroing below has to stay.
#define POOL_ZERO_DOWN_LEVEL_SUPPORT

PVOID AllocateZeroed(SIZE_T Size)
{
    PVOID memory = ExAllocatePoolUninitialized(PagedPool, Size, 'etLE');

    if (memory != NULL) {
        RtlZeroMemory(memory, Size);
    }
    return memory;
}
