/*
 * prefix: kd-dispatch-set-volume-information
 * title: Dispatch routine for set volume information
 * topic: Dispatch routines
 * description: Gives a volume another label, which is checked; for file systems
 * includes: ntifs.h
 */
_Dispatch_type_(IRP_MJ_SET_VOLUME_INFORMATION)
EXTERN_C DRIVER_DISPATCH ${1:Sample}SetVolumeInformation;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}SetVolumeInformation)
#endif

_Use_decl_annotations_
NTSTATUS ${1:Sample}SetVolumeInformation(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PFILE_FS_LABEL_INFORMATION label = (PFILE_FS_LABEL_INFORMATION)Irp->AssociatedIrp.SystemBuffer;
    ULONG length = stack->Parameters.SetVolume.Length;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    FsRtlEnterFileSystem();
    switch (stack->Parameters.SetVolume.FsInformationClass) {
    case FileFsLabelInformation:
        /* The structure as it is declared is longer than one without a label. */
        if (length < FIELD_OFFSET(FILE_FS_LABEL_INFORMATION, VolumeLabel)) {
            status = STATUS_INFO_LENGTH_MISMATCH;
            break;
        }
        if (label->VolumeLabelLength > length - FIELD_OFFSET(FILE_FS_LABEL_INFORMATION, VolumeLabel)) {
            status = STATUS_INVALID_PARAMETER;
            break;
        }

        /* Bytes, without a zero at the end. */
        if (label->VolumeLabelLength > ${2:MAXIMUM_VOLUME_LABEL_LENGTH}
            || label->VolumeLabelLength % sizeof(WCHAR) != 0) {
            status = STATUS_INVALID_VOLUME_LABEL;
            break;
        }

        /* Write it to the disk, and to the VPB under IoAcquireVpbSpinLock. */
        $0
        status = STATUS_SUCCESS;
        break;
    default:
        status = STATUS_INVALID_PARAMETER;
        break;
    }
    FsRtlExitFileSystem();

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
