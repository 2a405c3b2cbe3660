/*
 * prefix: kd-registry-write
 * title: Write a registry value
 * topic: Handles, registry and files
 * description: Makes the key where it is not there, and sets a number in it
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}WriteNumber(_In_ PUNICODE_STRING KeyPath, _In_ PUNICODE_STRING Name, _In_ ULONG Number)
{
    OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;
    HANDLE key;

    InitializeObjectAttributes(&attributes, KeyPath, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    status = ZwCreateKey(
        &key, KEY_SET_VALUE, &attributes, 0, NULL, ${2|REG_OPTION_NON_VOLATILE,REG_OPTION_VOLATILE|}, NULL);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = ZwSetValueKey(key, Name, 0, REG_DWORD, &Number, sizeof(Number));
    (VOID)ZwClose(key);
    return status;
}
