/*
 * prefix: kd-dispatch-set-information
 * title: Dispatch routine for set information
 * topic: Dispatch routines
 * description: Lets a program set the size of a file of the device; for IRP_MJ_SET_INFORMATION
 */
_Dispatch_type_(IRP_MJ_SET_INFORMATION)
EXTERN_C DRIVER_DISPATCH ${1:Sample}SetInformation;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}SetInformation)
#endif

_Use_decl_annotations_
NTSTATUS ${1:Sample}SetInformation(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PFILE_END_OF_FILE_INFORMATION end = (PFILE_END_OF_FILE_INFORMATION)Irp->AssociatedIrp.SystemBuffer;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    switch (stack->Parameters.SetFile.FileInformationClass) {
    case FileEndOfFileInformation:
        if (stack->Parameters.SetFile.Length < sizeof(*end)) {
            status = STATUS_INFO_LENGTH_MISMATCH;
            break;
        }
        if (end->EndOfFile.QuadPart < 0 || end->EndOfFile.QuadPart > ${2:MAXLONG}) {
            status = STATUS_INVALID_PARAMETER;
            break;
        }

        /* Set it. */
        $0
        status = STATUS_SUCCESS;
        break;
    default:
        status = STATUS_INVALID_PARAMETER;
        break;
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
