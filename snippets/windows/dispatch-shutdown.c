/*
 * prefix: kd-dispatch-shutdown
 * title: Dispatch routine for shutdown
 * topic: Dispatch routines
 * description: The system goes down; for a device that asked for it with IoRegisterShutdownNotification
 */
_Dispatch_type_(IRP_MJ_SHUTDOWN)
EXTERN_C DRIVER_DISPATCH ${1:Sample}Shutdown;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Shutdown)
#endif

/*
 * Called once for each device that was registered, while file systems are still there. IoUnregisterShutdownNotification
 * comes before IoDeleteDevice. For IoRegisterLastChanceShutdownNotification this has to be resident.
 */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Shutdown(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* Write out what is to last. */
    $0
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}
