/*
 * prefix: kd-device-link
 * title: Control device with a symbolic link
 * topic: Entry and devices
 * description: Creates a device that says who may open it, with a name for programs, and deletes both
 */
/* Linked with wdmsec.lib. */
#include <wdmsec.h>

static const UNICODE_STRING ${1:Sample}DeviceName = RTL_CONSTANT_STRING(L"\\Device\\${1:Sample}");
static const UNICODE_STRING ${1:Sample}LinkName = RTL_CONSTANT_STRING(L"\\DosDevices\\${1:Sample}");

/* Made elsewhere than in DriverEntry, its Flags lose DO_DEVICE_INITIALIZING when it is ready. */
NTSTATUS ${1:Sample}CreateDevice(_In_ PDRIVER_OBJECT DriverObject, _Outptr_ PDEVICE_OBJECT *Device)
{
    NTSTATUS status;

    /* FILE_DEVICE_SECURE_OPEN: the descriptor holds for names behind the device's, too. */
    status = IoCreateDeviceSecure(
        DriverObject,
        ${2:0},
        (PUNICODE_STRING)&${1:Sample}DeviceName,
        FILE_DEVICE_UNKNOWN,
        FILE_DEVICE_SECURE_OPEN,
        FALSE,
        &${3|SDDL_DEVOBJ_SYS_ALL_ADM_ALL,SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_R,SDDL_DEVOBJ_KERNEL_ONLY|},
        NULL,
        Device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = IoCreateSymbolicLink((PUNICODE_STRING)&${1:Sample}LinkName, (PUNICODE_STRING)&${1:Sample}DeviceName);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(*Device);
        *Device = NULL;
    }
    return status;
}

VOID ${1:Sample}DeleteDevice(_In_ PDEVICE_OBJECT Device)
{
    /* The link goes first, so that nobody opens the device while it is taken down. */
    (VOID)IoDeleteSymbolicLink((PUNICODE_STRING)&${1:Sample}LinkName);
    IoDeleteDevice(Device);
}
