/*
 * prefix: kd-wdf-driver-entry
 * title: WDF: driver entry
 * topic: WDF
 * description: Makes the framework's driver object, with a routine that runs last before the driver goes
 * includes: wdf.h
 * needs: wdf-device-add
 */
EXTERN_C DRIVER_INITIALIZE DriverEntry;
EXTERN_C EVT_WDF_OBJECT_CONTEXT_CLEANUP ${1:Sample}EvtDriverCleanup;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#endif

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = ${1:Sample}EvtDriverCleanup;
    WDF_DRIVER_CONFIG_INIT(&config, ${1:Sample}EvtDeviceAdd);
    config.DriverPoolTag = '${2:lpmS}';
    return WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, WDF_NO_HANDLE);
}

/* What DriverEntry has made beside the driver object is undone here; where WdfDriverCreate fails, in DriverEntry. */
_Use_decl_annotations_
VOID ${1:Sample}EvtDriverCleanup(WDFOBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    $0
}
