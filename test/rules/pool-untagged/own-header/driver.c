#include "driver.h"

NTSTATUS
CopyName(
    _In_ PCUNICODE_STRING Name,
    _Out_ PUNICODE_STRING Copy
    )
{
    PWCH buffer = ExAllocatePool(PagedPool, Name->Length); // want pool-untagged; want pool-deprecated

    if (buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlCopyMemory(buffer, Name->Buffer, Name->Length);
    RtlInitUnicodeString(Copy, buffer);
    ExFreePool(buffer);
    return STATUS_SUCCESS;
}
