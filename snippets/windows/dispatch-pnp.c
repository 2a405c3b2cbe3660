/*
 * prefix: kd-dispatch-pnp
 * title: Dispatch routine for Plug and Play in a filter
 * topic: Dispatch routines
 * description: Passes each request down, and takes the filter's device away when its stack is removed
 * needs: filter-extension
 */
_Dispatch_type_(IRP_MJ_PNP)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Pnp;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Pnp)
#endif

/*
 * The extension has a PDEVICE_OBJECT LowerDevice and an IO_REMOVE_LOCK RemoveLock. A filter of disks takes over changes
 * of DO_POWER_PAGABLE, too, when IRP_MN_DEVICE_USAGE_NOTIFICATION has come back.
 */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    P${2:SAMPLE_EXTENSION} extension = (P${2:SAMPLE_EXTENSION})DeviceObject->DeviceExtension;
    UCHAR minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
    NTSTATUS status;

    PAGED_CODE();

    status = IoAcquireRemoveLock(&extension->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    /* A filter leaves the status of what it does not answer as it is. */
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->LowerDevice, Irp);
    if (minor != IRP_MN_REMOVE_DEVICE) {
        IoReleaseRemoveLock(&extension->RemoveLock, Irp);
        return status;
    }

    /* Whoever is still on his way through this driver holds the lock. */
    IoReleaseRemoveLockAndWait(&extension->RemoveLock, Irp);
    IoDetachDevice(extension->LowerDevice);
    IoDeleteDevice(DeviceObject);
    return status;
}
