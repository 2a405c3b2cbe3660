/*
 * prefix: kd-dispatch-power
 * title: Dispatch routine for power in a filter
 * topic: Dispatch routines
 * description: Passes power requests down, as Windows Vista and later want it
 * needs: filter-extension
 */
_Dispatch_type_(IRP_MJ_POWER)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Power;

/*
 * Resident: power requests may come at DISPATCH_LEVEL, and when the disk with the pages is off already. The extension
 * has a PDEVICE_OBJECT LowerDevice and an IO_REMOVE_LOCK RemoveLock.
 */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Power(PDEVICE_OBJECT DeviceObject, PIRP Irp)
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
