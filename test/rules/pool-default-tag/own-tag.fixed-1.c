#include <ntddk.h>

#define TEST_POOL_TAG 'tseT'

#define RECORD_TAG 'tseT' /* of the sample */

PVOID
AllocateRecord(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, RECORD_TAG);
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
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, TEST_POOL_TAG);
}
