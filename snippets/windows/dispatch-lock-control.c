/*
 * prefix: kd-dispatch-lock-control
 * title: Dispatch routine for lock control
 * topic: Dispatch routines
 * description: Locks and unlocks ranges of a file with the system's FILE_LOCK; for file systems
 * includes: ntifs.h
 * needs: file-lock
 */
_Dispatch_type_(IRP_MJ_LOCK_CONTROL)
EXTERN_C DRIVER_DISPATCH ${1:Sample}LockControl;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}LockControl)
#endif

/* FsRtlInitializeFileLock sets the lock up with the file; reads and writes ask FsRtlCheckLockForReadAccess first. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}LockControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    P${2:SAMPLE_FILE} file = (P${2:SAMPLE_FILE})IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* Nothing is kept of opens of the volume; a file system refuses its directories here, too. */
    if (file == NULL) {
        Irp->IoStatus.Status = STATUS_INVALID_PARAMETER;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return STATUS_INVALID_PARAMETER;
    }

    /* Completes the request, or keeps it until it has its range: it is not touched afterwards. */
    FsRtlEnterFileSystem();
    status = FsRtlProcessFileLock(&file->${3:Lock}, Irp, NULL);
    FsRtlExitFileSystem();
    return status;
}
