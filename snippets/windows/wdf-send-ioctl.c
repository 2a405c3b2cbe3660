/*
 * prefix: kd-wdf-send-ioctl
 * title: WDF: send a control code
 * topic: WDF
 * description: Asks the driver below and waits for the answer, for a time
 * includes: wdf.h
 * needs: control-types
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}AskLower(
    _In_ WDFDEVICE Device, _In_ ULONG Code, _In_ P${2:SAMPLE_REQUEST} Request, _Out_ P${3:SAMPLE_REPLY} Reply)
{
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR input;
    WDF_MEMORY_DESCRIPTOR output;
    ULONG_PTR length = 0;
    NTSTATUS status;

    RtlZeroMemory(Reply, sizeof(*Reply));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&input, Request, sizeof(*Request));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&output, Reply, sizeof(*Reply));
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(${4:1000}));

    /* STATUS_IO_TIMEOUT where the time is over: the request was cancelled then. */
    status = WdfIoTargetSendIoctlSynchronously(
        WdfDeviceGetIoTarget(Device), NULL, Code, &input, &output, &options, &length);
    if (NT_SUCCESS(status) && length != sizeof(*Reply)) {
        return STATUS_INVALID_BUFFER_SIZE;
    }
    return status;
}
