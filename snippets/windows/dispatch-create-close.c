/*
 * prefix: kd-dispatch-create-close
 * title: Dispatch routine for create and close
 * topic: Dispatch routines
 * description: Lets everybody open the device whom its security descriptor lets; for IRP_MJ_CREATE and IRP_MJ_CLOSE
 */
_Dispatch_type_(IRP_MJ_CREATE)
_Dispatch_type_(IRP_MJ_CLOSE)
EXTERN_C DRIVER_DISPATCH ${1:Sample}CreateClose;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}CreateClose)
#endif

_Use_decl_annotations_
NTSTATUS ${1:Sample}CreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}
