/*
 * prefix: kd-dispatch-cleanup
 * title: Dispatch routine for cleanup
 * topic: Dispatch routines
 * description: The last handle of a file object was closed; requests that are kept for it end here
 */
_Dispatch_type_(IRP_MJ_CLEANUP)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Cleanup;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Cleanup)
#endif

/* Requests on their way may still come until IRP_MJ_CLOSE, which follows when nobody refers to the file object. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Cleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* Complete what is queued for this file object with STATUS_CANCELLED. */
    UNREFERENCED_PARAMETER(file);
    $0
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}
