/*
 * prefix: kd-irp-pending
 * title: Leave a request pending
 * topic: Requests
 * description: Marks a request pending before anybody can complete it, and starts the work that will
 * needs: start
 */
_Dispatch_type_(${1|IRP_MJ_READ,IRP_MJ_WRITE,IRP_MJ_DEVICE_CONTROL|})
EXTERN_C DRIVER_DISPATCH ${2:Sample}Dispatch;

_Use_decl_annotations_
NTSTATUS ${2:Sample}Dispatch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    /*
     * In this order: once started, the request may be completed on another processor before this routine goes on, and
     * nothing of it may be looked at here. One that may wait for long belongs into a cancel-safe queue.
     */
    IoMarkIrpPending(Irp);
    ${3:SampleStart}(DeviceObject, Irp);
    return STATUS_PENDING;
}
