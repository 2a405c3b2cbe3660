/* Entry and unload of the Quirks driver: one control device, the timer behind its history, its database. */
#include "driver.h"

static NTSTATUS QuirksCopyRegistryPath(PQUIRKS_EXTENSION Extension, PCUNICODE_STRING RegistryPath);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(INIT, QuirksCopyRegistryPath)
#pragma alloc_text(PAGE, QuirksUnload)
#endif

static const UNICODE_STRING DeviceName = RTL_CONSTANT_STRING(L"\\Device\\Quirks");
static const UNICODE_STRING LinkName = RTL_CONSTANT_STRING(L"\\DosDevices\\Quirks");

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    PQUIRKS_EXTENSION extension;
    NTSTATUS status;

    /* The SDDL string lets the system and administrators write, and everybody read. */
    status = IoCreateDeviceSecure(
        DriverObject,
        sizeof(QUIRKS_EXTENSION),
        (PUNICODE_STRING)&DeviceName,
        QUIRKS_DEVICE_TYPE,
        FILE_DEVICE_SECURE_OPEN,
        FALSE,
        &SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RW_RES_R,
        NULL,
        &device);
    if (!NT_SUCCESS(status)) {
        QuirksLog(DPFLTR_ERROR_LEVEL, "quirks: no device, status 0x%08X\n", status);
        return status;
    }

    /* The I/O manager has zeroed the extension. */
    extension = (PQUIRKS_EXTENSION)device->DeviceExtension;
    status = QuirksCopyRegistryPath(extension, RegistryPath);
    if (!NT_SUCCESS(status)) {
        goto DeleteDevice;
    }

    status = QuirksDatabaseOpen(extension);
    if (!NT_SUCCESS(status)) {
        goto FreeRegistryPath;
    }

    status = IoCreateSymbolicLink((PUNICODE_STRING)&LinkName, (PUNICODE_STRING)&DeviceName);
    if (!NT_SUCCESS(status)) {
        goto CloseDatabase;
    }

    QuirksHistoryStart(extension);

    /* A driver without settings runs with the defaults. */
    status = QuirksReadSettings(extension);
    if (!NT_SUCCESS(status)) {
        QuirksLog(DPFLTR_WARNING_LEVEL, "quirks: default settings, status 0x%08X\n", status);
    }

    DriverObject->DriverUnload = QuirksUnload;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = QuirksCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = QuirksCreateClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = QuirksDeviceControl;
    return STATUS_SUCCESS;

CloseDatabase:
    QuirksDatabaseClose(extension);
FreeRegistryPath:
    ExFreePoolWithTag(extension->RegistryPath.Buffer, QUIRKS_TAG_REGISTRY);
DeleteDevice:
    IoDeleteDevice(device);
    return status;
}

_Use_decl_annotations_
VOID QuirksUnload(PDRIVER_OBJECT DriverObject)
{
    PDEVICE_OBJECT device = DriverObject->DeviceObject;
    PQUIRKS_EXTENSION extension = (PQUIRKS_EXTENSION)device->DeviceExtension;

    PAGED_CODE();

    /* The link goes first, so that nobody opens the device while it is taken down. */
    (VOID)IoDeleteSymbolicLink((PUNICODE_STRING)&LinkName);
    QuirksHistoryStop(extension);
    QuirksDatabaseClose(extension);
    ExFreePoolWithTag(extension->RegistryPath.Buffer, QUIRKS_TAG_REGISTRY);
    IoDeleteDevice(device);
}

/* The path that DriverEntry gets is gone when DriverEntry returns; IOCTL_QUIRKS_RELOAD needs it later. */
static NTSTATUS QuirksCopyRegistryPath(PQUIRKS_EXTENSION Extension, PCUNICODE_STRING RegistryPath)
{
    PWCH buffer;

    /* One more character than the path has: ZwOpenKey takes the length, a debugger the zero. */
    buffer = (PWCH)ExAllocatePool2(
        POOL_FLAG_PAGED, (SIZE_T)RegistryPath->Length + sizeof(WCHAR), QUIRKS_TAG_REGISTRY);
    if (buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    RtlCopyMemory(buffer, RegistryPath->Buffer, RegistryPath->Length);
    Extension->RegistryPath.Buffer = buffer;
    Extension->RegistryPath.Length = RegistryPath->Length;
    Extension->RegistryPath.MaximumLength = RegistryPath->Length + sizeof(WCHAR);
    return STATUS_SUCCESS;
}
