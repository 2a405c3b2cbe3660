/*
 * prefix: kd-dispatch-directory-control
 * title: Dispatch routine for directory control
 * topic: Dispatch routines
 * description: Lists a directory and tells of its changes, by its minor function; for file systems
 * includes: ntifs.h
 */
_Dispatch_type_(IRP_MJ_DIRECTORY_CONTROL)
EXTERN_C DRIVER_DISPATCH ${1:Sample}DirectoryControl;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}DirectoryControl)
#endif

_Use_decl_annotations_
NTSTATUS ${1:Sample}DirectoryControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG_PTR information = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    FsRtlEnterFileSystem();
    switch (stack->MinorFunction) {
    case IRP_MN_QUERY_DIRECTORY:
        /*
         * Irp->UserBuffer is the caller's own memory, touched within __try and, where it is a program's, after a probe.
         * The first listing of a file object that finds nothing says so by STATUS_NO_SUCH_FILE.
         */
        status = STATUS_NO_MORE_FILES;
        $0
        break;
    case IRP_MN_NOTIFY_CHANGE_DIRECTORY:
        /* FsRtlNotifyFullChangeDirectory keeps such a request, and completes it: it is not touched here then. */
        status = STATUS_NOT_SUPPORTED;
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    FsRtlExitFileSystem();

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
