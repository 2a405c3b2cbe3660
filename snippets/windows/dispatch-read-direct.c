/*
 * prefix: kd-dispatch-read-direct
 * title: Dispatch routine for read, direct
 * topic: Dispatch routines
 * description: Answers a read request in its caller's own pages; for devices with DO_DIRECT_IO
 * needs: reply
 */
_Dispatch_type_(IRP_MJ_READ)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Read;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Read)
#endif

/* The device has DO_DIRECT_IO in its Flags. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
    PVOID buffer = NULL;
    ULONG done = 0;
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* The caller may look at his pages, and change them, while they are written: nothing is read back from them. */
    if (length > 0) {
        buffer = MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority | MdlMappingNoExecute);
        if (buffer == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
        } else {
            done = length < sizeof(${2:Reply}) ? length : (ULONG)sizeof(${2:Reply});
            RtlCopyMemory(buffer, ${2:Reply}, done);
        }
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = done;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
