// unit: target=10.0.17763
#include <ntifs.h> // what a file system sees
#include <ntstrsafe.h>

PVOID
AllocateName(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool(PagedPool, Size); // want pool-untagged; want pool-deprecated
}

PVOID
AllocateForVolume(
    _In_ SIZE_T Size
    )
{
    return FsRtlAllocatePool(PagedPool, Size); // want pool-untagged
}

PVOID
AllocateZeroTag(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolZero(PagedPool, Size, 0); // want pool-untagged
}
