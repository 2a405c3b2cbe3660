/*
 * prefix: kd-dispatch-query-volume-information
 * title: Dispatch routine for query volume information
 * topic: Dispatch routines
 * description: Tells how large a volume is and how much of it is free; for file systems
 * includes: ntifs.h
 */
_Dispatch_type_(IRP_MJ_QUERY_VOLUME_INFORMATION)
EXTERN_C DRIVER_DISPATCH ${1:Sample}QueryVolumeInformation;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}QueryVolumeInformation)
#endif

_Use_decl_annotations_
NTSTATUS ${1:Sample}QueryVolumeInformation(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PFILE_FS_SIZE_INFORMATION size = (PFILE_FS_SIZE_INFORMATION)Irp->AssociatedIrp.SystemBuffer;
    ULONG_PTR information = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    FsRtlEnterFileSystem();
    switch (stack->Parameters.QueryVolume.FsInformationClass) {
    case FileFsSizeInformation:
        if (stack->Parameters.QueryVolume.Length < sizeof(*size)) {
            status = STATUS_INFO_LENGTH_MISMATCH;
            break;
        }

        /* With the padding: a program gets all of it. */
        RtlZeroMemory(size, sizeof(*size));
        size->TotalAllocationUnits.QuadPart = ${2:0};
        size->AvailableAllocationUnits.QuadPart = ${3:0};
        size->SectorsPerAllocationUnit = ${4:8};
        size->BytesPerSector = ${5:512};
        information = sizeof(*size);
        status = STATUS_SUCCESS;
        break;
    $0
    default:
        status = STATUS_INVALID_PARAMETER;
        break;
    }
    FsRtlExitFileSystem();

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
