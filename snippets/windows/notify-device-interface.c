/*
 * prefix: kd-notify-device-interface
 * title: Devices that come and go
 * topic: Notifications of the system
 * description: IoRegisterPlugPlayNotification for an interface: the devices that are there already, and new ones
 * includes: wdmguid.h
 */
/* The GUIDs of wdmguid.h are defined in wdmguid.lib, or in a source that has initguid.h before. */
static PVOID ${1:Sample}DeviceCookie;

EXTERN_C DRIVER_NOTIFICATION_CALLBACK_ROUTINE ${1:Sample}DeviceNotify;

_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}WatchDevices(_In_ PDRIVER_OBJECT DriverObject, _In_ const GUID *InterfaceClass)
{
    return IoRegisterPlugPlayNotification(
        EventCategoryDeviceInterfaceChange,
        PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES,
        (PVOID)InterfaceClass,
        DriverObject,
        ${1:Sample}DeviceNotify,
        NULL,
        &${1:Sample}DeviceCookie);
}

/* Waits until nobody is in the routine. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}UnwatchDevices(VOID)
{
    (VOID)IoUnregisterPlugPlayNotificationEx(${1:Sample}DeviceCookie);
}

/* Plug and Play waits for it: a device is opened in a work item, not here. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}DeviceNotify(PVOID NotificationStructure, PVOID Context)
{
    PDEVICE_INTERFACE_CHANGE_NOTIFICATION change = (PDEVICE_INTERFACE_CHANGE_NOTIFICATION)NotificationStructure;

    UNREFERENCED_PARAMETER(Context);

    if (RtlEqualMemory(&change->Event, &GUID_DEVICE_INTERFACE_ARRIVAL, sizeof(GUID))) {
        /* SymbolicLinkName is the system's: copy it. */
        $0
    }
    return STATUS_SUCCESS;
}
