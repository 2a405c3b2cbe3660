/*
 * prefix: kd-irp-forward
 * title: Forward a request and forget it
 * topic: Requests
 * description: Passes a request down under the remove lock, with its own stack location
 * needs: filter-extension
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}Forward(_In_ P${2:SAMPLE_EXTENSION} Extension, _Inout_ PIRP Irp)
{
    NTSTATUS status = IoAcquireRemoveLock(&Extension->RemoveLock, Irp);

    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    /* The driver below uses this one's stack location: no completion routine may be set here. */
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(Extension->LowerDevice, Irp);
    IoReleaseRemoveLock(&Extension->RemoveLock, Irp);
    return status;
}
