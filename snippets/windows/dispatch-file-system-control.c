/*
 * prefix: kd-dispatch-file-system-control
 * title: Dispatch routine for file system control
 * topic: Dispatch routines
 * description: Mounting and FSCTL codes, by their minor function; for file systems
 * includes: ntifs.h
 */
_Dispatch_type_(IRP_MJ_FILE_SYSTEM_CONTROL)
EXTERN_C DRIVER_DISPATCH ${1:Sample}FileSystemControl;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}FileSystemControl)
#endif

_Use_decl_annotations_
NTSTATUS ${1:Sample}FileSystemControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* No APC may suspend a thread that holds a file system's resources. */
    FsRtlEnterFileSystem();
    switch (stack->MinorFunction) {
    case IRP_MN_MOUNT_VOLUME:
        /* Not one of ours: the system asks the next file system. */
        status = STATUS_UNRECOGNIZED_VOLUME;
        break;
    case IRP_MN_USER_FS_REQUEST:
    case IRP_MN_KERNEL_CALL:
        switch (stack->Parameters.FileSystemControl.FsControlCode) {
        case ${2|FSCTL_IS_VOLUME_MOUNTED,FSCTL_LOCK_VOLUME,FSCTL_UNLOCK_VOLUME,FSCTL_DISMOUNT_VOLUME|}:
            status = STATUS_SUCCESS;
            break;
        $0
        default:
            status = STATUS_INVALID_DEVICE_REQUEST;
            break;
        }
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    FsRtlExitFileSystem();

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
