/*
 * prefix: kd-wdf-device-interface
 * title: WDF: device interface
 * topic: WDF
 * description: An interface that programs find by its GUID; the framework switches it on and off with the device
 * includes: wdf.h
 */
/* {${1:0F4C9E3B-6C1D-4B5C-A0E2-7B8D2F3A1C64}}; uuidgen makes another one. In one source initguid.h comes before. */
DEFINE_GUID(
    GUID_DEVINTERFACE_${2:SAMPLE},
    ${3:0x0f4c9e3b, 0x6c1d, 0x4b5c, 0xa0, 0xe2, 0x7b, 0x8d, 0x2f, 0x3a, 0x1c, 0x64});

/* In EvtDeviceAdd, after the queues. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${4:Sample}CreateInterface(_In_ WDFDEVICE Device)
{
    return WdfDeviceCreateDeviceInterface(Device, &GUID_DEVINTERFACE_${2:SAMPLE}, NULL);
}
