/*
 * prefix: kd-dispatch-write
 * title: Dispatch routine for write, buffered
 * topic: Dispatch routines
 * description: Takes what is written from a buffer of the system; for devices with DO_BUFFERED_IO
 * needs: message
 */
_Dispatch_type_(IRP_MJ_WRITE)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Write;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Write)
#endif

/* The device has DO_BUFFERED_IO in its Flags. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
    PVOID buffer = Irp->AssociatedIrp.SystemBuffer;
    ULONG done = 0;
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* Where a length is 0 there is no buffer. */
    if (length > sizeof(${2:Message})) {
        status = STATUS_INVALID_BUFFER_SIZE;
    } else if (length > 0) {
        RtlCopyMemory(${2:Message}, buffer, length);
        done = length;
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = done;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
