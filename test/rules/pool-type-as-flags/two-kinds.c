#include <ntddk.h>

/* One kind of memory or the other: no call takes both. */
PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_NON_PAGED, Size, 'emaN');    // todo-want pool-type-as-flags
}
