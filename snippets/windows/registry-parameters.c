/*
 * prefix: kd-registry-parameters
 * title: Open the driver's parameters
 * topic: Handles, registry and files
 * description: The key Parameters below the RegistryPath that DriverEntry was given
 */
/* ZwClose closes it. From Windows 10 1803 on IoOpenDriverRegistryKey does the same. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}OpenParameters(_In_ PUNICODE_STRING RegistryPath, _Out_ PHANDLE Parameters)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"Parameters");
    OBJECT_ATTRIBUTES attributes;
    HANDLE service;
    NTSTATUS status;

    *Parameters = NULL;
    InitializeObjectAttributes(&attributes, RegistryPath, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    status = ZwOpenKey(&service, KEY_READ, &attributes);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, service, NULL);
    status = ZwOpenKey(Parameters, ${2|KEY_READ,KEY_ALL_ACCESS|}, &attributes);
    (VOID)ZwClose(service);
    return status;
}
