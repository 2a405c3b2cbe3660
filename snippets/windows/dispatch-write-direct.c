/*
 * prefix: kd-dispatch-write-direct
 * title: Dispatch routine for write, direct
 * topic: Dispatch routines
 * description: Takes what is written from its caller's own pages; for devices with DO_DIRECT_IO
 * needs: message
 */
_Dispatch_type_(IRP_MJ_WRITE)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Write;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Write)
#endif

/* The device has DO_DIRECT_IO in its Flags. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
    PVOID buffer = NULL;
    ULONG done = 0;
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* The caller may change his pages meanwhile: what is looked at twice is copied first. */
    if (length > sizeof(${2:Message})) {
        status = STATUS_INVALID_BUFFER_SIZE;
    } else if (length > 0) {
        buffer = MmGetSystemAddressForMdlSafe(
            Irp->MdlAddress, NormalPagePriority | MdlMappingNoExecute | MdlMappingNoWrite);
        if (buffer == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
        } else {
            RtlCopyMemory(${2:Message}, buffer, length);
            done = length;
        }
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = done;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
