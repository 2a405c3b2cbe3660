/*
 * prefix: kd-string-copy
 * title: Copy a UNICODE_STRING
 * topic: Strings and tracing
 * description: Makes a copy in pool, with a zero behind it that its length does not count
 */
#define ${1:SAMPLE}_TAG_STRING '${2:rtSS}'

_Must_inspect_result_
_IRQL_requires_max_(${3|APC_LEVEL,DISPATCH_LEVEL|})
NTSTATUS ${4:Sample}CopyString(_In_ PCUNICODE_STRING Source, _Out_ PUNICODE_STRING Copy)
{
    RtlZeroMemory(Copy, sizeof(*Copy));
    if (Source->Length > UNICODE_STRING_MAX_BYTES - sizeof(WCHAR)) {
        return STATUS_INVALID_PARAMETER;
    }

    Copy->Buffer = (PWCH)ExAllocatePool2(
        ${5|POOL_FLAG_PAGED,POOL_FLAG_NON_PAGED|}, Source->Length + sizeof(WCHAR), ${1:SAMPLE}_TAG_STRING);
    if (Copy->Buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Copy->MaximumLength = (USHORT)(Source->Length + sizeof(WCHAR));
    RtlCopyUnicodeString(Copy, Source);
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(${3|APC_LEVEL,DISPATCH_LEVEL|})
VOID ${4:Sample}FreeString(_Inout_ PUNICODE_STRING Copy)
{
    if (Copy->Buffer != NULL) {
        ExFreePoolWithTag(Copy->Buffer, ${1:SAMPLE}_TAG_STRING);
        RtlZeroMemory(Copy, sizeof(*Copy));
    }
}
