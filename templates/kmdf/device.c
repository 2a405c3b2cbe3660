/* One device of the NewDriver driver: what it consists of, made when Plug and Play finds it. */
#include <ntddk.h>
#include <initguid.h>
#include "driver.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverEvtDeviceAdd)
#endif

/* Whatever fails here, the framework deletes the device and all that has it as parent. */
_Use_decl_annotations_
NTSTATUS NewDriverEvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    PAGED_CODE();

    /*
     * Who may open the device stands in the INF file. Messages are small, so that reads and writes go through a buffer
     * of the I/O manager's: what a program changes meanwhile does not matter.
     */
    WdfDeviceInitSetDeviceType(DeviceInit, NEW_DRIVER_DEVICE_TYPE);
    WdfDeviceInitSetIoType(DeviceInit, WdfDeviceIoBuffered);

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, NEW_DRIVER_DEVICE_CONTEXT);
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no device, status 0x%08X\n", status);
        return status;
    }

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = device;
    status = WdfSpinLockCreate(&attributes, &NewDriverGetDeviceContext(device)->Lock);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no lock, status 0x%08X\n", status);
        return status;
    }

    status = NewDriverQueueCreate(device);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no queue, status 0x%08X\n", status);
        return status;
    }

    /* The framework enables the interface when the device has started: nobody opens one that is half made. */
    status = WdfDeviceCreateDeviceInterface(device, &GUID_DEVINTERFACE_NEW_DRIVER, NULL);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no interface, status 0x%08X\n", status);
        return status;
    }

    NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: device added\n");
    return STATUS_SUCCESS;
}
