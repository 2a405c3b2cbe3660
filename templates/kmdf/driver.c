/* Entry of the NewDriver driver. The framework unloads it when its last device is gone. */
#include "driver.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#endif

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = NewDriverEvtDriverContextCleanup;

    WDF_DRIVER_CONFIG_INIT(&config, NewDriverEvtDeviceAdd);
    config.DriverPoolTag = NEW_DRIVER_TAG;

    status = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no driver object, status 0x%08X\n", status);
        return status;
    }

    NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: loaded\n");
    return STATUS_SUCCESS;
}

/* The last of the driver's code that runs: what DriverEntry took is given back here. */
_Use_decl_annotations_
VOID NewDriverEvtDriverContextCleanup(WDFOBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: unloaded\n");
}
