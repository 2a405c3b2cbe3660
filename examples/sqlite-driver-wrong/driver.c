/* Entry and unload of the Quirks driver. */
#include "driver.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, QuirksUnload)
#endif

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\Quirks");
    UNICODE_STRING linkName = RTL_CONSTANT_STRING(L"\\DosDevices\\Quirks");
    PDEVICE_OBJECT device;
    PQUIRKS_EXTENSION extension;
    NTSTATUS status;

    status = IoCreateDevice(
        DriverObject, sizeof(QUIRKS_EXTENSION), &deviceName, QUIRKS_DEVICE_TYPE, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = (PQUIRKS_EXTENSION)device->DeviceExtension;

    // wrong: nobody looks whether there is memory, and QuirksUnload never frees the copy
    extension->RegistryPath.Buffer = ExAllocatePoolWithTag(PagedPool, RegistryPath->MaximumLength, QUIRKS_TAG_REGISTRY);
    extension->RegistryPath.MaximumLength = RegistryPath->MaximumLength;
    RtlCopyUnicodeString(&extension->RegistryPath, RegistryPath);

    status = QuirksDatabaseOpen(extension);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    QuirksHistoryStart(extension);

    DriverObject->DriverUnload = QuirksUnload;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = QuirksCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = QuirksCreateClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = QuirksDeviceControl;
    return IoCreateSymbolicLink(&linkName, &deviceName);
}

// wrong: the symbolic link stays behind, the timer runs on, the history and the registry path leak
VOID QuirksUnload(PDRIVER_OBJECT DriverObject)
{
    PQUIRKS_EXTENSION extension = (PQUIRKS_EXTENSION)DriverObject->DeviceObject->DeviceExtension;

    PAGED_CODE();

    sqlite3_close(extension->Database);
    DeleteCriticalSection(&extension->DatabaseLock);  // wrong: user mode
    IoDeleteDevice(DriverObject->DeviceObject);
}
