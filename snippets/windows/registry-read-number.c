/*
 * prefix: kd-registry-read-number
 * title: Read a number of the registry
 * topic: Handles, registry and files
 * description: A REG_DWORD of an open key, or a default where there is none, or something else
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
ULONG ${1:Sample}QueryNumber(_In_ HANDLE Key, _In_ PUNICODE_STRING Name, _In_ ULONG Default)
{
    union {
        KEY_VALUE_PARTIAL_INFORMATION Value;
        UCHAR Room[FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data) + sizeof(ULONG)];
    } buffer;
    ULONG length;
    ULONG number;
    NTSTATUS status;

    status = ZwQueryValueKey(Key, Name, KeyValuePartialInformation, &buffer, sizeof(buffer), &length);
    if (!NT_SUCCESS(status) || buffer.Value.Type != REG_DWORD || buffer.Value.DataLength != sizeof(number)) {
        return Default;
    }
    RtlCopyMemory(&number, buffer.Value.Data, sizeof(number));
    return number;
}
