/*
 * prefix: kd-wdf-queue
 * title: WDF: queue for control codes
 * topic: WDF
 * description: The device's default queue, and the routine that gets its control codes
 * includes: wdf.h
 */
EXTERN_C EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL ${1:Sample}EvtIoDeviceControl;

/* In EvtDeviceAdd. Parallel: the routine runs for several requests at a time. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}CreateQueue(_In_ WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, ${2|WdfIoQueueDispatchParallel,WdfIoQueueDispatchSequential|});
    config.EvtIoDeviceControl = ${1:Sample}EvtIoDeviceControl;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

/* At DISPATCH_LEVEL or below. Each request is completed, forwarded or kept where it can be cancelled. */
_Use_decl_annotations_
VOID ${1:Sample}EvtIoDeviceControl(
    WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength, size_t InputBufferLength, ULONG IoControlCode)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);

    switch (IoControlCode) {
    $0
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    WdfRequestComplete(Request, status);
}
