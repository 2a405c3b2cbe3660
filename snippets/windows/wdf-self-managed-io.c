/*
 * prefix: kd-wdf-self-managed-io
 * title: WDF: self-managed I/O
 * topic: WDF
 * description: Begins, pauses and ends what the driver does of itself, beside its queues
 * includes: wdf.h
 */
EXTERN_C EVT_WDF_DEVICE_SELF_MANAGED_IO_INIT ${1:Sample}EvtSelfManagedIoStart;
EXTERN_C EVT_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND ${1:Sample}EvtSelfManagedIoSuspend;
EXTERN_C EVT_WDF_DEVICE_SELF_MANAGED_IO_CLEANUP ${1:Sample}EvtSelfManagedIoCleanup;

/* In EvtDeviceAdd, before WdfDeviceCreate; with the device's other callbacks, as they are set all at once. */
VOID ${1:Sample}SetSelfManagedIo(_Inout_ PWDF_PNPPOWER_EVENT_CALLBACKS Callbacks)
{
    Callbacks->EvtDeviceSelfManagedIoInit = ${1:Sample}EvtSelfManagedIoStart;
    Callbacks->EvtDeviceSelfManagedIoRestart = ${1:Sample}EvtSelfManagedIoStart;
    Callbacks->EvtDeviceSelfManagedIoSuspend = ${1:Sample}EvtSelfManagedIoSuspend;
    Callbacks->EvtDeviceSelfManagedIoCleanup = ${1:Sample}EvtSelfManagedIoCleanup;
}

/* The first time, and each time that the device comes back to D0. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}EvtSelfManagedIoStart(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    $0
    return STATUS_SUCCESS;
}

/* Before it leaves D0, and before it is removed. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}EvtSelfManagedIoSuspend(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    return STATUS_SUCCESS;
}

/* The device is gone: what the start has made is undone. */
_Use_decl_annotations_
VOID ${1:Sample}EvtSelfManagedIoCleanup(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
}
