/*
 * prefix: kd-registry-read
 * title: Read a registry value of any size
 * topic: Handles, registry and files
 * description: Asks again with more memory as long as the value has grown meanwhile
 */
#define ${1:SAMPLE}_TAG_VALUE '${2:aVgS}'

/* ExFreePoolWithTag frees the value. Anybody may have written it: check Type and DataLength before Data is read. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${3:Sample}QueryValue(
    _In_ HANDLE Key, _In_ PUNICODE_STRING Name, _Outptr_ PKEY_VALUE_PARTIAL_INFORMATION *Value)
{
    PKEY_VALUE_PARTIAL_INFORMATION value;
    ULONG length = ${4:256};
    NTSTATUS status;

    *Value = NULL;
    for (;;) {
        value = (PKEY_VALUE_PARTIAL_INFORMATION)ExAllocatePool2(POOL_FLAG_PAGED, length, ${1:SAMPLE}_TAG_VALUE);
        if (value == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }

        status = ZwQueryValueKey(Key, Name, KeyValuePartialInformation, value, length, &length);
        if (NT_SUCCESS(status)) {
            *Value = value;
            return status;
        }
        ExFreePoolWithTag(value, ${1:SAMPLE}_TAG_VALUE);
        if (status != STATUS_BUFFER_OVERFLOW && status != STATUS_BUFFER_TOO_SMALL) {
            return status;
        }
    }
}
