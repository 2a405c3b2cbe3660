// unit: target=10.0.19041
#include <ntddk.h>

#define RECORD_TAG "Rec1"

PVOID
AllocateRecord(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, RECORD_TAG); // want pool-tag-type error
}

VOID
FreeRecord(
    _In_ PVOID Record
    )
{
    ExFreePoolWithTag(Record, RECORD_TAG); // want pool-tag-type
}

PVOID
AllocateName(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, "Name"); // want pool-tag-type error
}
