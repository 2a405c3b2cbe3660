/* Entry and unload: one control device, which the system and administrators may open. */
#include "driver.h"
#include <initguid.h>
#include <wdmsec.h>

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, NewDriverUnload)
#endif

/*
 * The device's setup class. Under it an administrator may override the security descriptor below: it must be this driver's
 * own, or the override would be another driver's too.
 */
DEFINE_GUID(NewDriverClassGuid, 0x22222222, 0x2222, 0x2222, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22);

static const UNICODE_STRING DeviceName = RTL_CONSTANT_STRING(L"\\Device\\NewDriver");
static const UNICODE_STRING LinkName = RTL_CONSTANT_STRING(L"\\DosDevices\\NewDriver");

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    PNEW_DRIVER_EXTENSION extension;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    /* FILE_DEVICE_SECURE_OPEN: the descriptor holds for \\.\NewDriver\anything as well. */
    status = IoCreateDeviceSecure(
        DriverObject,
        sizeof(NEW_DRIVER_EXTENSION),
        (PUNICODE_STRING)&DeviceName,
        NEW_DRIVER_DEVICE_TYPE,
        FILE_DEVICE_SECURE_OPEN,
        FALSE,
        &SDDL_DEVOBJ_SYS_ALL_ADM_ALL,
        &NewDriverClassGuid,
        &device);
    if (!NT_SUCCESS(status)) {
        NewDriverTrace(DPFLTR_ERROR_LEVEL, "no device, status 0x%08X\n", status);
        return status;
    }

    /* The I/O manager has zeroed the extension, and opens the device for nobody before DriverEntry has succeeded. */
    extension = (PNEW_DRIVER_EXTENSION)device->DeviceExtension;
    NewDriverStoreInitialize(&extension->Store);

    /* Messages are small: a copy of each costs less than to lock and map its caller's pages. */
    device->Flags |= DO_BUFFERED_IO;

    status = IoCreateSymbolicLink((PUNICODE_STRING)&LinkName, (PUNICODE_STRING)&DeviceName);
    if (!NT_SUCCESS(status)) {
        NewDriverTrace(DPFLTR_ERROR_LEVEL, "no symbolic link, status 0x%08X\n", status);
        IoDeleteDevice(device);
        return status;
    }

    DriverObject->DriverUnload = NewDriverUnload;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = NewDriverCreate;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = NewDriverCleanup;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = NewDriverClose;
    DriverObject->MajorFunction[IRP_MJ_READ] = NewDriverRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = NewDriverWrite;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = NewDriverDeviceControl;
    NewDriverTrace(DPFLTR_INFO_LEVEL, "loaded\n");
    return STATUS_SUCCESS;
}

/* Called when nobody has a handle any more, so no request is on its way. */
_Use_decl_annotations_
VOID NewDriverUnload(PDRIVER_OBJECT DriverObject)
{
    PDEVICE_OBJECT device = DriverObject->DeviceObject;
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)device->DeviceExtension;

    PAGED_CODE();

    (VOID)IoDeleteSymbolicLink((PUNICODE_STRING)&LinkName);
    NewDriverStoreClear(&extension->Store);
    IoDeleteDevice(device);
    NewDriverTrace(DPFLTR_INFO_LEVEL, "unloaded\n");
}
