// unit: target=10.0.19041
#include <ntddk.h>
#include <ndis.h>

#define NO_TAG 0
#define FILTER_TAG 'tlFE'

PVOID
AllocateEntry(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool(PagedPool, Size); // want pool-untagged "ExAllocatePool has no tag of its own"; want pool-deprecated
}

PVOID
AllocateForCaller(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithQuota(PagedPool, Size); // want pool-untagged "ExAllocatePoolWithQuota"; want pool-deprecated
}

PVOID
AllocateForVolume(
    _In_ SIZE_T Size
    )
{
    return FsRtlAllocatePool(PagedPool, Size); // want pool-untagged "FsRtlAllocatePool"
}

PVOID
AllocateZeroTags(
    _In_ SIZE_T Size,
    _In_ BOOLEAN Debugged
    )
{
    PVOID first = ExAllocatePool2(POOL_FLAG_PAGED, Size, 0);      // want pool-untagged error "ExAllocatePool2 gets 0 as its pool tag"
    PVOID second = ExAllocatePool2(POOL_FLAG_PAGED, Size, NO_TAG); // want pool-untagged "gets 0"
    PVOID third = ExAllocatePoolZero(PagedPool, Size, NO_TAG);     // want pool-untagged "ExAllocatePoolZero gets 0"
    PVOID fourth = ExAllocatePool2(POOL_FLAG_PAGED, Size, Debugged ? FILTER_TAG : 0); // want pool-untagged "may get 0"
    return first ? first : second ? second : third ? third : fourth;
}

VOID
AllocateWithTags(
    _In_ SIZE_T Size,
    _In_ ULONG Tag
    )
{
    PVOID buffer = ExAllocatePool2(POOL_FLAG_PAGED, Size, FILTER_TAG); // ok pool-untagged
    PVOID other = ExAllocatePool2(POOL_FLAG_PAGED, Size, Tag);         // ok pool-untagged

    // A free with 0 names no tag: allowed.
    if (buffer != NULL) {
        ExFreePoolWithTag(buffer, 0); // ok pool-untagged
    }
    if (other != NULL) {
        ExFreePoolWithTag(other, 0); // ok pool-untagged
    }
}

NTSTATUS
CreateFrameworkMemory(
    _In_ size_t Size,
    _Out_ WDFMEMORY *Memory,
    _Out_ PVOID *Buffer
    )
{
    // The framework fills in the driver's own tag.
    return WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, Size, Memory, Buffer); // ok pool-untagged
}
