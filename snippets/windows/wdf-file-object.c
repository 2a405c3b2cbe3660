/*
 * prefix: kd-wdf-file-object
 * title: WDF: opens and closes
 * topic: WDF
 * description: Sees programs open the device and close it
 * includes: wdf.h
 */
EXTERN_C EVT_WDF_DEVICE_FILE_CREATE ${1:Sample}EvtFileCreate;
EXTERN_C EVT_WDF_FILE_CLEANUP ${1:Sample}EvtFileCleanup;
EXTERN_C EVT_WDF_FILE_CLOSE ${1:Sample}EvtFileClose;

/* In EvtDeviceAdd, before WdfDeviceCreate. */
VOID ${1:Sample}SetFileCallbacks(_In_ PWDFDEVICE_INIT DeviceInit)
{
    WDF_FILEOBJECT_CONFIG config;

    WDF_FILEOBJECT_CONFIG_INIT(
        &config, ${1:Sample}EvtFileCreate, ${1:Sample}EvtFileClose, ${1:Sample}EvtFileCleanup);
    WdfDeviceInitSetFileObjectConfig(DeviceInit, &config, WDF_NO_OBJECT_ATTRIBUTES);
}

_Use_decl_annotations_
VOID ${1:Sample}EvtFileCreate(WDFDEVICE Device, WDFREQUEST Request, WDFFILEOBJECT FileObject)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(FileObject);
    $0
    /* A filter sends it to the driver below instead. */
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

/* The last handle was closed: requests that wait for this program end. */
_Use_decl_annotations_
VOID ${1:Sample}EvtFileCleanup(WDFFILEOBJECT FileObject)
{
    UNREFERENCED_PARAMETER(FileObject);
}

/* None of its requests is left. */
_Use_decl_annotations_
VOID ${1:Sample}EvtFileClose(WDFFILEOBJECT FileObject)
{
    UNREFERENCED_PARAMETER(FileObject);
}
