/*
 * prefix: kd-wdf-wait-lock
 * title: WDF: wait lock
 * topic: WDF
 * description: Made with the device as its parent; held below DISPATCH_LEVEL while something may wait
 * includes: wdf.h
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}CreateLock(_In_ WDFDEVICE Device, _Out_ WDFWAITLOCK *Lock)
{
    WDF_OBJECT_ATTRIBUTES attributes;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    return WdfWaitLockCreate(&attributes, Lock);
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}Guarded(_In_ WDFWAITLOCK Lock)
{
    /* Without an end: with a timeout STATUS_TIMEOUT may come back, which counts as success. */
    (VOID)WdfWaitLockAcquire(Lock, NULL);
    $0
    WdfWaitLockRelease(Lock);
}
