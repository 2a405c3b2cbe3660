#include <ntifs.h> // what a file system sees
#include <ntstrsafe.h>

#define TEST_POOL_TAG 'tseT'

PVOID
AllocateName(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolZero(PagedPool, Size, TEST_POOL_TAG);
}

PVOID
AllocateForVolume(
    _In_ SIZE_T Size
    )
{
    return FsRtlAllocatePoolWithTag(PagedPool, Size, TEST_POOL_TAG);
}

PVOID
AllocateZeroTag(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolZero(PagedPool, Size, TEST_POOL_TAG);
}
