/*
 * prefix: kd-dispatch-system-control
 * title: Dispatch routine for WMI in a filter
 * topic: Dispatch routines
 * description: Passes WMI requests down, as a driver that offers no WMI data must
 * needs: filter-extension
 */
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL)
EXTERN_C DRIVER_DISPATCH ${1:Sample}SystemControl;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}SystemControl)
#endif

/* The extension has a PDEVICE_OBJECT LowerDevice and an IO_REMOVE_LOCK RemoveLock. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}SystemControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    P${2:SAMPLE_EXTENSION} extension = (P${2:SAMPLE_EXTENSION})DeviceObject->DeviceExtension;
    NTSTATUS status;

    PAGED_CODE();

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
