// unit: target=10.0.19041
#include <ntddk.h>

// The driver's own allocators may be called what they like.
class Arena {
public:
    PVOID ExAllocatePool(ULONG Kind, SIZE_T Size);
    PVOID Take(SIZE_T Size) { return ExAllocatePool(1, Size); } // ok pool-untagged
};

#define FsRtlAllocatePool(Type, Size) ExAllocatePool2(POOL_FLAG_PAGED, Size, 'sFxE')

PVOID TakeTwice(Arena& arena, SIZE_T Size)
{
    arena.ExAllocatePool(1, Size);      // ok pool-untagged
    return FsRtlAllocatePool(PagedPool, Size); // ok pool-untagged
}

PVOID CallPointer(PVOID (*ExAllocatePoolWithQuota)(ULONG, SIZE_T), SIZE_T Size)
{
    return ExAllocatePoolWithQuota(1, Size); // ok pool-untagged
}

#ifdef EX_LEGACY
PVOID TakeLegacy(SIZE_T Size)
{
    return ::RxAllocatePool(PagedPool, Size);
}
#endif

PVOID TakeGlobal(SIZE_T Size)
{
    return ::RxAllocatePool(PagedPool, Size); // want pool-untagged "RxAllocatePool has no tag"
}
