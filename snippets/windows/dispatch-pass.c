/*
 * prefix: kd-dispatch-pass
 * title: Dispatch routine that passes everything down
 * topic: Dispatch routines
 * description: A filter's routine for all requests that it does not look at, and the loop that sets it
 * needs: filter-extension
 */
_Dispatch_type_(IRP_MJ_OTHER)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Pass;

/* Before the driver sets its own routines: a filter has those for IRP_MJ_PNP and IRP_MJ_POWER, which are among all. */
VOID ${1:Sample}PassAll(_Inout_ PDRIVER_OBJECT DriverObject)
{
    ULONG index;

    for (index = 0; index <= IRP_MJ_MAXIMUM_FUNCTION; index++) {
        DriverObject->MajorFunction[index] = ${1:Sample}Pass;
    }
}

/* Resident: among all there are reads and writes of the page file. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    P${2:SAMPLE_EXTENSION} extension = (P${2:SAMPLE_EXTENSION})DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&extension->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->LowerDevice, Irp);
    IoReleaseRemoveLock(&extension->RemoveLock, Irp);
    return status;
}
