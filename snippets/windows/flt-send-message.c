/*
 * prefix: kd-flt-send-message
 * title: Minifilter: message to a program
 * topic: Minifilter
 * description: Sends to the program at the port, and waits for its answer for a time
 * includes: fltKernel.h
 * needs: flt-filter, flt-client, control-types
 */
/* From a thread of the driver's: an operation that waits here waits for a program, which may wait for a file. */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${1:Sample}Ask(_In_ P${2:SAMPLE_REQUEST} Request, _Out_ P${3:SAMPLE_REPLY} Reply)
{
    /* Without the FILTER_REPLY_HEADER that the program sends before its answer. */
    ULONG length = sizeof(*Reply);
    LARGE_INTEGER timeout;
    NTSTATUS status;

    RtlZeroMemory(Reply, sizeof(*Reply));
    /* Milliseconds; negative is relative. */
    timeout.QuadPart = -10000LL * ${4:1000};
    status = FltSendMessage(
        ${5:SampleFilter}, &${6:SampleClientPort}, Request, sizeof(*Request), Reply, &length, &timeout);

    /* STATUS_TIMEOUT counts as success. */
    if (status == STATUS_TIMEOUT) {
        return STATUS_IO_TIMEOUT;
    }
    if (NT_SUCCESS(status) && length != sizeof(*Reply)) {
        return STATUS_INVALID_BUFFER_SIZE;
    }
    return status;
}
