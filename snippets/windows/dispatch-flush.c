/*
 * prefix: kd-dispatch-flush
 * title: Dispatch routine for flush
 * topic: Dispatch routines
 * description: What was written has to last when this ends; for IRP_MJ_FLUSH_BUFFERS
 */
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Flush;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Flush)
#endif

/* FlushFileBuffers waits for it. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Flush(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* Write out what is kept; the status of that is the request's. */
    $0
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
