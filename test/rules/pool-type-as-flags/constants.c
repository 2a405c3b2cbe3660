// unit: target=10.0.19041
#include <ntddk.h>

#define BLOCK_TAG 'kclB'

PVOID
AllocateBlocks(
    _Inout_ PVOID *Blocks,
    _In_ SIZE_T Size,
    _In_ BOOLEAN Paged
    )
{
    Blocks[0] = ExAllocatePool2(PagedPool, Size, BLOCK_TAG);                                     // want pool-type-as-flags
    Blocks[1] = ExAllocatePool2(NonPagedPool, Size, BLOCK_TAG);                                  // want pool-type-as-flags
    Blocks[2] = ExAllocatePool2(PagedPool | POOL_FLAG_UNINITIALIZED, Size, BLOCK_TAG);           // want pool-type-as-flags
    Blocks[3] = ExAllocatePool2((POOL_FLAGS)NonPagedPoolNxCacheAligned, Size, BLOCK_TAG);        // want pool-type-as-flags
    Blocks[4] = ExAllocatePool2(Paged ? PagedPool : NonPagedPoolNx, Size, BLOCK_TAG);            // want pool-type-as-flags
    Blocks[5] = ExAllocatePoolWithTag(POOL_FLAG_PAGED, Size, BLOCK_TAG);                         // want pool-type-as-flags; want pool-deprecated
    Blocks[6] = ExAllocatePoolZero(POOL_FLAG_NON_PAGED, Size, BLOCK_TAG);                        // want pool-type-as-flags
    Blocks[7] = ExAllocatePoolZero(POOL_FLAG_PAGED | POOL_FLAG_CACHE_ALIGNED, Size, BLOCK_TAG);  // want pool-type-as-flags
    return Blocks[0];
}
