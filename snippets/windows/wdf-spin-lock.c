/*
 * prefix: kd-wdf-spin-lock
 * title: WDF: spin lock
 * topic: WDF
 * description: Made with the device as its parent; held at DISPATCH_LEVEL for a few lines
 * includes: wdf.h
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}CreateLock(_In_ WDFDEVICE Device, _Out_ WDFSPINLOCK *Lock)
{
    WDF_OBJECT_ATTRIBUTES attributes;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    return WdfSpinLockCreate(&attributes, Lock);
}

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}Guarded(_In_ WDFSPINLOCK Lock)
{
    WdfSpinLockAcquire(Lock);
    $0
    WdfSpinLockRelease(Lock);
}
