/*
 * prefix: kd-wdf-queue-manual
 * title: WDF: requests that wait
 * topic: WDF
 * description: Keeps requests in a manual queue, where they can be cancelled, and answers one when there is something
 *     to say
 * includes: wdf.h
 * needs: control-types
 */
/* In EvtDeviceAdd. Not power-managed: requests may wait while the device sleeps. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}CreateWaiting(_In_ WDFDEVICE Device, _Out_ WDFQUEUE *Waiting)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    config.PowerManaged = WdfFalse;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, Waiting);
}

/* In EvtIoDeviceControl, instead of completing it. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}Wait(_In_ WDFQUEUE Waiting, _In_ WDFREQUEST Request)
{
    NTSTATUS status = WdfRequestForwardToIoQueue(Request, Waiting);

    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(Request, status);
    }
}

/* STATUS_NO_MORE_ENTRIES where nobody waits. */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}AnswerOne(_In_ WDFQUEUE Waiting, _In_ const ${2:SAMPLE_REPLY} *Reply)
{
    WDFREQUEST request;
    PVOID buffer;
    NTSTATUS status = WdfIoQueueRetrieveNextRequest(Waiting, &request);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WdfRequestRetrieveOutputBuffer(request, sizeof(*Reply), &buffer, NULL);
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(request, status);
        return status;
    }
    RtlCopyMemory(buffer, Reply, sizeof(*Reply));
    WdfRequestCompleteWithInformation(request, STATUS_SUCCESS, sizeof(*Reply));
    return STATUS_SUCCESS;
}
