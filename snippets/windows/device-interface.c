/*
 * prefix: kd-device-interface
 * title: Device interface
 * topic: Entry and devices
 * description: Registers an interface that programs find by its GUID, and switches it on and off with the device
 */
/* {${1:6F6E5E83-0A2B-4B7A-9B5E-3F1D2C4B5A69}}; uuidgen makes another one. In one source initguid.h comes before. */
DEFINE_GUID(
    GUID_DEVINTERFACE_${2:SAMPLE},
    ${3:0x6f6e5e83, 0x0a2b, 0x4b7a, 0x9b, 0x5e, 0x3f, 0x1d, 0x2c, 0x4b, 0x5a, 0x69});

/* In AddDevice. RtlFreeUnicodeString gives the link back where the device goes. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${4:Sample}RegisterInterface(_In_ PDEVICE_OBJECT PhysicalDeviceObject, _Out_ PUNICODE_STRING Link)
{
    return IoRegisterDeviceInterface(PhysicalDeviceObject, &GUID_DEVINTERFACE_${2:SAMPLE}, NULL, Link);
}

/* On when IRP_MN_START_DEVICE has succeeded, off where the device goes: nobody opens one that is not there. */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${4:Sample}EnableInterface(_In_ PUNICODE_STRING Link, _In_ BOOLEAN Enable)
{
    return IoSetDeviceInterfaceState(Link, Enable);
}
