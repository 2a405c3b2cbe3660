/*
 * prefix: kd-wdf-request-cancelable
 * title: WDF: request that can be cancelled
 * topic: WDF
 * description: Keeps a request while the device works on it; whoever is first, its end or its cancelling, completes it
 * includes: wdf.h
 */
typedef struct _${1:SAMPLE}_DEVICE {
    WDFSPINLOCK Lock;
    /* NULL where there is none; taken away under the lock, before anybody completes it. */
    WDFREQUEST Current;
} ${1:SAMPLE}_DEVICE, *P${1:SAMPLE}_DEVICE;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(${1:SAMPLE}_DEVICE, ${2:Sample}GetDevice)

EXTERN_C EVT_WDF_REQUEST_CANCEL ${2:Sample}EvtRequestCancel;

/* In a callback of the queue. Where that is power-managed, EvtIoStop says what becomes of it when the device sleeps. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${2:Sample}Begin(_In_ WDFDEVICE Device, _In_ WDFREQUEST Request)
{
    P${1:SAMPLE}_DEVICE device = ${2:Sample}GetDevice(Device);
    NTSTATUS status = STATUS_DEVICE_BUSY;

    WdfSpinLockAcquire(device->Lock);
    if (device->Current == NULL) {
        /* Unlike WdfRequestMarkCancelable it never calls the routine itself, which would wait for the lock. */
        status = WdfRequestMarkCancelableEx(Request, ${2:Sample}EvtRequestCancel);
        if (NT_SUCCESS(status)) {
            device->Current = Request;
            /* Tell the device to begin. */
            $0
        }
    }
    WdfSpinLockRelease(device->Lock);

    /* It is not kept: STATUS_CANCELLED where it was cancelled before. */
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(Request, status);
    }
}

/* The device is done, in a DPC for example. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${2:Sample}Finish(_In_ WDFDEVICE Device, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    P${1:SAMPLE}_DEVICE device = ${2:Sample}GetDevice(Device);
    WDFREQUEST request;

    WdfSpinLockAcquire(device->Lock);
    /* While it is there nobody has completed it: the routine below comes here first. */
    request = device->Current;
    device->Current = NULL;
    if (request != NULL && WdfRequestUnmarkCancelable(request) == STATUS_CANCELLED) {
        /* The routine is on its way, and completes it. */
        request = NULL;
    }
    WdfSpinLockRelease(device->Lock);

    if (request != NULL) {
        WdfRequestCompleteWithInformation(request, Status, Information);
    }
}

_Use_decl_annotations_
VOID ${2:Sample}EvtRequestCancel(WDFREQUEST Request)
{
    P${1:SAMPLE}_DEVICE device = ${2:Sample}GetDevice(WdfIoQueueGetDevice(WdfRequestGetIoQueue(Request)));

    WdfSpinLockAcquire(device->Lock);
    /* Otherwise the device is done with it, and may be at the next one. */
    if (device->Current == Request) {
        device->Current = NULL;
        /* Tell the device to stop. */
    }
    WdfSpinLockRelease(device->Lock);
    WdfRequestComplete(Request, STATUS_CANCELLED);
}
