// unit: target=10.0.19041
#include <ntddk.h>

#define RECORD_TAG ' kdD' /* of the sample */

PVOID
AllocateRecord(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, RECORD_TAG); // want pool-default-tag
}

VOID
FreeRecord(
    _In_ PVOID Record
    )
{
    ExFreePoolWithTag(Record, RECORD_TAG);
}

PVOID
AllocateName(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, ' mdW'); // want pool-default-tag
}
