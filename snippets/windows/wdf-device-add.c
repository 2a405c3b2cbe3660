/*
 * prefix: kd-wdf-device-add
 * title: WDF: device add
 * topic: WDF
 * description: Makes a device with a context when Plug and Play finds one, as function driver or as filter
 * includes: wdf.h
 */
typedef struct _${1:SAMPLE}_DEVICE {
    ULONG Requests;
} ${1:SAMPLE}_DEVICE, *P${1:SAMPLE}_DEVICE;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(${1:SAMPLE}_DEVICE, ${2:Sample}GetDevice)

EXTERN_C EVT_WDF_DRIVER_DEVICE_ADD ${2:Sample}EvtDeviceAdd;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${2:Sample}EvtDeviceAdd)
#endif

/* Where this fails the framework deletes the device and all that has it as parent. */
_Use_decl_annotations_
NTSTATUS ${2:Sample}EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    PAGED_CODE();

    /* A filter calls WdfFdoInitSetFilter instead: what it has no queue for is passed down then. */
    WdfDeviceInitSetIoType(DeviceInit, ${3|WdfDeviceIoBuffered,WdfDeviceIoDirect|});
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, ${1:SAMPLE}_DEVICE);
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* The context is zeroed. */
    ${2:Sample}GetDevice(device)->Requests = 0;
    $0
    return STATUS_SUCCESS;
}
