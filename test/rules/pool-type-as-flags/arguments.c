// unit: target=10.0.19041
#include <ntddk.h>

#define EXAMPLE_TAG 'mxEx'
#define EXAMPLE_POOL NonPagedPoolNx
#define EXAMPLE_FLAGS (POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED)

VOID
AllocateByFlags(
    _Inout_ PVOID *Buffers,
    _In_ SIZE_T Size,
    _In_ POOL_TYPE Type,
    _In_ POOL_FLAGS Flags,
    _In_ BOOLEAN Paged,
    _In_ ULONG64 Anything
    )
{
    POOL_TYPE local = PagedPool;

    Buffers[0] = ExAllocatePool2(PagedPool, Size, EXAMPLE_TAG);       // want pool-type-as-flags error "ExAllocatePool2 takes POOL_FLAGS and gets PagedPool, a POOL_TYPE"
    Buffers[1] = ExAllocatePool2(NonPagedPool, Size, EXAMPLE_TAG);    // want pool-type-as-flags "gets NonPagedPool"
    Buffers[2] = ExAllocatePool2(EXAMPLE_POOL, Size, EXAMPLE_TAG);    // want pool-type-as-flags "gets NonPagedPoolNx"
    Buffers[3] = ExAllocatePool2(local, Size, EXAMPLE_TAG);           // want pool-type-as-flags "gets PagedPool"
    Buffers[4] = ExAllocatePool2(Type, Size, EXAMPLE_TAG);            // want pool-type-as-flags warning "gets Type, which is a POOL_TYPE"
    Buffers[5] = ExAllocatePool2((POOL_FLAGS)Type, Size, EXAMPLE_TAG); // want pool-type-as-flags "gets Type"
    Buffers[6] = ExAllocatePool2(Paged ? PagedPool : POOL_FLAG_NON_PAGED, Size, EXAMPLE_TAG); // want pool-type-as-flags warning "may get PagedPool"
    Buffers[7] = ExAllocatePool2(PagedPool | POOL_FLAG_UNINITIALIZED, Size, EXAMPLE_TAG); // want pool-type-as-flags "gets PagedPool"
    Buffers[8] = ExAllocatePool3(PagedPool, Size, EXAMPLE_TAG, NULL, 0); // want pool-type-as-flags "ExAllocatePool3"
    Buffers[9] = ExAllocatePool2(1, Size, EXAMPLE_TAG);               // want pool-type-as-flags "the flags 1, which name no kind of memory"
    Buffers[10] = ExAllocatePool2(512, Size, EXAMPLE_TAG);            // want pool-type-as-flags "the flags 0x200"
    Buffers[11] = ExAllocatePool2(POOL_FLAG_UNINITIALIZED, Size, EXAMPLE_TAG); // want pool-type-as-flags "name no kind of memory"

    Buffers[12] = ExAllocatePool2(POOL_FLAG_PAGED, Size, EXAMPLE_TAG);  // ok pool-type-as-flags
    Buffers[13] = ExAllocatePool2(EXAMPLE_FLAGS, Size, EXAMPLE_TAG);    // ok pool-type-as-flags
    Buffers[14] = ExAllocatePool2(Flags, Size, EXAMPLE_TAG);            // ok pool-type-as-flags
    Buffers[15] = ExAllocatePool2(Flags | POOL_FLAG_USE_QUOTA, Size, EXAMPLE_TAG); // ok pool-type-as-flags
    Buffers[16] = ExAllocatePool2(0x100, Size, EXAMPLE_TAG);            // ok pool-type-as-flags
    Buffers[17] = ExAllocatePool2(Anything, Size, EXAMPLE_TAG);         // ok pool-type-as-flags
}

VOID
AllocateByType(
    _Inout_ PVOID *Buffers,
    _In_ SIZE_T Size,
    _In_ POOL_TYPE Type,
    _In_ POOL_FLAGS Flags
    )
{
    Buffers[0] = ExAllocatePoolZero(POOL_FLAG_PAGED, Size, EXAMPLE_TAG); // want pool-type-as-flags "takes a POOL_TYPE and gets POOL_FLAG_PAGED"
    Buffers[1] = ExAllocatePoolZero(EXAMPLE_FLAGS, Size, EXAMPLE_TAG);   // want pool-type-as-flags "gets POOL_FLAG_NON_PAGED"
    Buffers[2] = ExAllocatePoolZero(Flags, Size, EXAMPLE_TAG);           // want pool-type-as-flags "gets Flags, which is of POOL_FLAGS"
    Buffers[3] = ExAllocatePoolZero(Type, Size, EXAMPLE_TAG);            // ok pool-type-as-flags
    Buffers[4] = ExAllocatePoolZero(PagedPool, Size, EXAMPLE_TAG);       // ok pool-type-as-flags
    Buffers[5] = ExAllocatePoolZero(NonPagedPoolNx | POOL_COLD_ALLOCATION, Size, EXAMPLE_TAG); // ok pool-type-as-flags
}

#define TakePool(Kind, Bytes) ExAllocatePool2(Kind, Bytes, EXAMPLE_TAG)

PVOID
TakeThroughMacro(
    _In_ SIZE_T Size
    )
{
    return TakePool(PagedPool, Size); // want pool-type-as-flags error "gets PagedPool"
}
