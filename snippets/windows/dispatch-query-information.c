/*
 * prefix: kd-dispatch-query-information
 * title: Dispatch routine for query information
 * topic: Dispatch routines
 * description: Tells how large a file of the device is; for IRP_MJ_QUERY_INFORMATION
 */
_Dispatch_type_(IRP_MJ_QUERY_INFORMATION)
EXTERN_C DRIVER_DISPATCH ${1:Sample}QueryInformation;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}QueryInformation)
#endif

_Use_decl_annotations_
NTSTATUS ${1:Sample}QueryInformation(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PFILE_STANDARD_INFORMATION standard = (PFILE_STANDARD_INFORMATION)Irp->AssociatedIrp.SystemBuffer;
    ULONG_PTR information = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    switch (stack->Parameters.QueryFile.FileInformationClass) {
    case FileStandardInformation:
        if (stack->Parameters.QueryFile.Length < sizeof(*standard)) {
            status = STATUS_INFO_LENGTH_MISMATCH;
            break;
        }
        RtlZeroMemory(standard, sizeof(*standard));
        standard->EndOfFile.QuadPart = ${2:0};
        standard->AllocationSize = standard->EndOfFile;
        standard->NumberOfLinks = 1;
        information = sizeof(*standard);
        status = STATUS_SUCCESS;
        break;
    $0
    default:
        status = STATUS_INVALID_PARAMETER;
        break;
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
