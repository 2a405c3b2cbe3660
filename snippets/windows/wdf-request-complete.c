/*
 * prefix: kd-wdf-request-complete
 * title: WDF: answer a control code
 * topic: WDF
 * description: Takes the request's input and output, checked for their lengths, and completes it with what was
 *     written
 * includes: wdf.h
 * needs: control-types
 */
/* With METHOD_BUFFERED both are one buffer: what is asked is copied before anything is answered. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}Answer(_In_ WDFREQUEST Request)
{
    ${2:SAMPLE_REQUEST} request;
    PVOID input;
    PVOID output;
    NTSTATUS status;

    status = WdfRequestRetrieveInputBuffer(Request, sizeof(request), &input, NULL);
    if (NT_SUCCESS(status)) {
        status = WdfRequestRetrieveOutputBuffer(Request, sizeof(${3:SAMPLE_REPLY}), &output, NULL);
    }
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(Request, status);
        return;
    }
    RtlCopyMemory(&request, input, sizeof(request));

    /* All of it goes to the program, padding, too. */
    RtlZeroMemory(output, sizeof(${3:SAMPLE_REPLY}));
    ((P${3:SAMPLE_REPLY})output)->Id = request.Id;
    $0
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, sizeof(${3:SAMPLE_REPLY}));
}
