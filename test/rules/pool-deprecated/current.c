// unit: target=10.0.19041
#include <ntddk.h>

#define REPLY_TAG 'ylpR'

VOID
AllocateReplies(
    _Inout_ PVOID *Replies,
    _In_ SIZE_T Size,
    _In_ POOL_TYPE Type
    )
{
    Replies[0] = ExAllocatePoolWithTag(NonPagedPoolNx, Size, REPLY_TAG);           // want pool-deprecated warning "ExAllocatePoolWithTag is deprecated since Windows 10, version 2004"
    Replies[1] = ExAllocatePoolWithQuotaTag(PagedPool, Size, REPLY_TAG);           // want pool-deprecated "ExAllocatePoolWithQuotaTag"
    Replies[2] = ExAllocatePoolWithTagPriority(PagedPool, Size, REPLY_TAG, NormalPoolPriority); // want pool-deprecated "ExAllocatePoolWithTagPriority"
    Replies[3] = ExAllocatePoolWithTag(Type, Size, REPLY_TAG);                     // want pool-deprecated "ExAllocatePoolWithTag"
    Replies[4] = ExAllocatePool2(POOL_FLAG_PAGED, Size, REPLY_TAG);                // ok pool-deprecated
    Replies[5] = ExAllocatePoolZero(PagedPool, Size, REPLY_TAG);                   // ok pool-deprecated
    Replies[6] = ExAllocatePoolUninitialized(PagedPool, Size, REPLY_TAG);          // ok pool-deprecated
}

#if (NTDDI_VERSION < NTDDI_WIN10_VB)
PVOID
AllocateOnOlder(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithTag(PagedPool, Size, REPLY_TAG); // ok pool-deprecated
}
#endif
