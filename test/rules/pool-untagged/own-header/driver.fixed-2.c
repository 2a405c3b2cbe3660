#include "driver.h"

NTSTATUS
CopyName(
    _In_ PCUNICODE_STRING Name,
    _Out_ PUNICODE_STRING Copy
    )
{
    PWCH buffer = ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, Name->Length, TEST_POOL_TAG);

    if (buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlCopyMemory(buffer, Name->Buffer, Name->Length);
    RtlInitUnicodeString(Copy, buffer);
    ExFreePoolWithTag(buffer, TEST_POOL_TAG);
    return STATUS_SUCCESS;
}
