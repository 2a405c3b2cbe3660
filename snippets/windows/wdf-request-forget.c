/*
 * prefix: kd-wdf-request-forget
 * title: WDF: forward a request and forget it
 * topic: WDF
 * description: Sends a request to the driver below as it is
 * includes: wdf.h
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}PassOn(_In_ WDFDEVICE Device, _In_ WDFREQUEST Request)
{
    WDF_REQUEST_SEND_OPTIONS options;

    /* Whoever sent it gets it back: it is not this driver's from here on. */
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET);
    if (!WdfRequestSend(Request, WdfDeviceGetIoTarget(Device), &options)) {
        WdfRequestComplete(Request, WdfRequestGetStatus(Request));
    }
}
