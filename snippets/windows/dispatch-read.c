/*
 * prefix: kd-dispatch-read
 * title: Dispatch routine for read, buffered
 * topic: Dispatch routines
 * description: Answers a read request through a buffer of the system; for devices with DO_BUFFERED_IO
 * needs: reply
 */
_Dispatch_type_(IRP_MJ_READ)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Read;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Read)
#endif

/* The device has DO_BUFFERED_IO in its Flags. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
    PVOID buffer = Irp->AssociatedIrp.SystemBuffer;
    ULONG done = 0;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* Where a length is 0 there is no buffer. */
    if (length > 0) {
        done = length < sizeof(${2:Reply}) ? length : (ULONG)sizeof(${2:Reply});
        RtlCopyMemory(buffer, ${2:Reply}, done);
    }

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = done;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}
