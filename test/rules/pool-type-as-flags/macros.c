#include <ntddk.h>

#define TAG 'tseT'
#define TAKE_PAGED(Size) ExAllocatePool2(PagedPool, Size, TAG)              // want pool-type-as-flags error "gets PagedPool, a POOL_TYPE"
#define TAKE(Flags, Size) ExAllocatePool2((POOL_FLAGS)(Flags), Size, TAG)   // ok pool-type-as-flags
#define TAKE_RAW(Flags, Size) ExAllocatePool2(Flags | POOL_FLAG_UNINITIALIZED, Size, TAG)   // ok pool-type-as-flags
#define TAKE_LATER(Type, Size) TAKE(Type, Size)                             // ok pool-type-as-flags

#if USE_OLD_POOL
#define TAKE_EITHER(Kind, Size) ExAllocatePoolZero(Kind, Size, TAG)
#else
#define TAKE_EITHER(Kind, Size) ExAllocatePool2(Kind, Size, TAG)
#endif

VOID TakeAll(PVOID* Buffers, SIZE_T Size, POOL_FLAGS Flags, ULONG Unknown)
{
    Buffers[0] = TAKE_PAGED(Size);                  // ok pool-type-as-flags
    Buffers[1] = TAKE(PagedPool, Size);             // want pool-type-as-flags error "ExAllocatePool2 takes POOL_FLAGS and gets PagedPool"
    Buffers[2] = TAKE(POOL_FLAG_PAGED, Size);       // ok pool-type-as-flags
    Buffers[3] = TAKE(Flags, Size);                 // ok pool-type-as-flags
    Buffers[4] = TAKE(Unknown, Size);               // ok pool-type-as-flags
    Buffers[5] = TAKE_RAW(POOL_FLAG_PAGED, Size);   // ok pool-type-as-flags
    Buffers[6] = TAKE_EITHER(PagedPool, Size);      // ok pool-type-as-flags
    Buffers[7] = TAKE_LATER(POOL_FLAG_PAGED, Size); // ok pool-type-as-flags
}
