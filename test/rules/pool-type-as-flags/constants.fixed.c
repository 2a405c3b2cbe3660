#include <ntddk.h>

#define BLOCK_TAG 'kclB'

PVOID
AllocateBlocks(
    _Inout_ PVOID *Blocks,
    _In_ SIZE_T Size,
    _In_ BOOLEAN Paged
    )
{
    Blocks[0] = ExAllocatePool2(POOL_FLAG_PAGED, Size, BLOCK_TAG);
    Blocks[1] = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, BLOCK_TAG);
    Blocks[2] = ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, Size, BLOCK_TAG);
    Blocks[3] = ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_CACHE_ALIGNED, Size, BLOCK_TAG);
    Blocks[4] = ExAllocatePool2(Paged ? POOL_FLAG_PAGED : POOL_FLAG_NON_PAGED, Size, BLOCK_TAG);
    Blocks[5] = ExAllocatePool2(POOL_FLAG_PAGED, Size, BLOCK_TAG);
    Blocks[6] = ExAllocatePoolZero(NonPagedPoolNx, Size, BLOCK_TAG);
    Blocks[7] = ExAllocatePoolZero(PagedPoolCacheAligned, Size, BLOCK_TAG);
    return Blocks[0];
}
