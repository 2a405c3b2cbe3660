/* Entry and unload of the NewDriver driver: a control device, and SQLite behind it. */
#include "driver.h"
#include <initguid.h>
#include <wdmsec.h>
#ifdef NEW_DRIVER_FAULT_INJECTION
#include "sqlite-memory.h"
#endif

#ifdef NEW_DRIVER_FAULT_INJECTION
static VOID NewDriverReadFailEvery(_In_ PUNICODE_STRING RegistryPath);
#endif

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#ifdef NEW_DRIVER_FAULT_INJECTION
#pragma alloc_text(INIT, NewDriverReadFailEvery)
#endif
#pragma alloc_text(PAGE, NewDriverUnload)
#endif

/*
 * The device's setup class, this driver's own: below it an administrator may override the security descriptor that the
 * device is created with.
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

#ifdef NEW_DRIVER_FAULT_INJECTION
    NewDriverReadFailEvery(RegistryPath);
#else
    UNREFERENCED_PARAMETER(RegistryPath);
#endif

    /* The system and administrators, nobody else: queries cost time and pool, which are the machine's. */
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
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no device, status 0x%08X\n", status);
        return status;
    }

    /* The I/O manager has zeroed the extension. */
    extension = (PNEW_DRIVER_EXTENSION)device->DeviceExtension;
    status = NewDriverConnectionOpen(extension);
    if (!NT_SUCCESS(status)) {
        goto DeleteDevice;
    }

    status = IoCreateSymbolicLink((PUNICODE_STRING)&LinkName, (PUNICODE_STRING)&DeviceName);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no symbolic link, status 0x%08X\n", status);
        goto CloseConnection;
    }

    DriverObject->DriverUnload = NewDriverUnload;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = NewDriverCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = NewDriverCreateClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = NewDriverDeviceControl;
    return STATUS_SUCCESS;

CloseConnection:
    NewDriverConnectionClose(extension);
DeleteDevice:
    IoDeleteDevice(device);
    return status;
}

_Use_decl_annotations_
VOID NewDriverUnload(PDRIVER_OBJECT DriverObject)
{
    PDEVICE_OBJECT device = DriverObject->DeviceObject;
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)device->DeviceExtension;

    PAGED_CODE();

    /* The system unloads a driver when nobody has its device open: no query is under way. */
    (VOID)IoDeleteSymbolicLink((PUNICODE_STRING)&LinkName);
    NewDriverConnectionClose(extension);
    IoDeleteDevice(device);
}

#ifdef NEW_DRIVER_FAULT_INJECTION

/* The service's value FailEvery (REG_DWORD) makes requests for memory fail before anybody can ask for it. */
_Use_decl_annotations_
static VOID NewDriverReadFailEvery(PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING valueName = RTL_CONSTANT_STRING(L"FailEvery");
    OBJECT_ATTRIBUTES attributes;
    HANDLE key;
    ULONG every;
    ULONG length;
    NTSTATUS status;
    union {
        KEY_VALUE_PARTIAL_INFORMATION Information;
        UCHAR Bytes[FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data) + sizeof(ULONG)];
    } value;

    PAGED_CODE();

    InitializeObjectAttributes(&attributes, RegistryPath, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    status = ZwOpenKey(&key, KEY_READ, &attributes);
    if (!NT_SUCCESS(status)) {
        return;
    }
    status = ZwQueryValueKey(key, &valueName, KeyValuePartialInformation, &value, sizeof(value), &length);
    ZwClose(key);
    if (NT_SUCCESS(status) && value.Information.Type == REG_DWORD && value.Information.DataLength == sizeof(every)) {
        RtlCopyMemory(&every, value.Information.Data, sizeof(every));
        NewDriverLog(DPFLTR_WARNING_LEVEL, "newdriver: every %lu. request for memory fails\n", every);
        NewDriverMemoryFailEvery(every);
    }
}

#endif
