#include <ntddk.h>

#define TAKE(Size) ExAllocatePool2(POOL_FLAG_PAGED, Size, 0)            // want pool-untagged error "gets 0 as its pool tag"
#define TAKE_TAGGED(Size, Tag) ExAllocatePool2(POOL_FLAG_PAGED, Size, Tag)  // ok pool-untagged
#define TAKE_CACHED(Size) FsRtlAllocatePool(PagedPool, Size)            // want pool-untagged "FsRtlAllocatePool has no tag"

PVOID TakeAll(SIZE_T Size, PVOID* Others, ULONG Tag)
{
    Others[0] = TAKE_TAGGED(Size, 0);           // want pool-untagged error "gets 0 as its pool tag"
    Others[1] = TAKE_TAGGED(Size, 'ekaT');      // ok pool-untagged
    Others[2] = TAKE_TAGGED(Size, Tag);         // ok pool-untagged
    Others[3] = TAKE_CACHED(Size);              // ok pool-untagged
    return TAKE(Size);                          // ok pool-untagged
}
