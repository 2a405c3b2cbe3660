/*
 * prefix: kd-wdf-request-forward
 * title: WDF: forward a request
 * topic: WDF
 * description: Sends a request to the driver below, with a timeout, and completes it when it has come back
 * includes: wdf.h
 */
EXTERN_C EVT_WDF_REQUEST_COMPLETION_ROUTINE ${1:Sample}EvtRequestReturned;

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}Forward(_In_ WDFDEVICE Device, _In_ WDFREQUEST Request)
{
    WDF_REQUEST_SEND_OPTIONS options;

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(${2:5000}));

    WdfRequestFormatRequestUsingCurrentType(Request);
    WdfRequestSetCompletionRoutine(Request, ${1:Sample}EvtRequestReturned, NULL);
    if (!WdfRequestSend(Request, WdfDeviceGetIoTarget(Device), &options)) {
        /* It was not sent, and the routine is not called. */
        WdfRequestComplete(Request, WdfRequestGetStatus(Request));
    }
}

/* At DISPATCH_LEVEL or below. */
_Use_decl_annotations_
VOID ${1:Sample}EvtRequestReturned(
    WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params, WDFCONTEXT Context)
{
    UNREFERENCED_PARAMETER(Target);
    UNREFERENCED_PARAMETER(Context);

    $0
    WdfRequestCompleteWithInformation(Request, Params->IoStatus.Status, Params->IoStatus.Information);
}
