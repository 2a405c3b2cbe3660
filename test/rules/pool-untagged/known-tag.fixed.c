#include <ntddk.h>

#define VERSION_TAG "1.0"
#define NAME_TAG 'emaN'

VOID
FreeName(
    _In_ PVOID Name
    )
{
    ExFreePoolWithTag(Name, NAME_TAG);
}

PVOID
AllocateName(
    _In_ SIZE_T Size
    )
{
    PVOID name = ExAllocatePool2(POOL_FLAG_PAGED, Size, NAME_TAG);

    if (name == NULL) {
        return ExAllocatePool2(POOL_FLAG_PAGED, 16, NAME_TAG);
    }
    return name;
}
