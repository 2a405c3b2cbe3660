/*
 * prefix: kd-wdf-registry
 * title: WDF: read the driver's parameters
 * topic: WDF
 * description: A number below the driver's key Parameters, or a default where there is none
 * includes: wdf.h
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
ULONG ${1:Sample}ReadParameter(_In_ WDFDRIVER Driver, _In_ PCUNICODE_STRING Name, _In_ ULONG Default)
{
    ULONG value;
    WDFKEY key;
    NTSTATUS status;

    status = WdfDriverOpenParametersRegistryKey(Driver, KEY_READ, WDF_NO_OBJECT_ATTRIBUTES, &key);
    if (!NT_SUCCESS(status)) {
        return Default;
    }
    status = WdfRegistryQueryULong(key, Name, &value);
    WdfRegistryClose(key);
    return NT_SUCCESS(status) ? value : Default;
}
