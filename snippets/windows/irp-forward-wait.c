/*
 * prefix: kd-irp-forward-wait
 * title: Forward a request and wait
 * topic: Requests
 * description: Passes a request down, waits until the drivers below have completed it, and looks at it then
 * needs: filter-extension
 */
/*
 * At PASSIVE_LEVEL and not in a paging request, as it waits. The caller holds the remove lock. The request is
 * completed here, whatever came of it.
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}ForwardAndWait(_In_ P${2:SAMPLE_EXTENSION} Extension, _Inout_ PIRP Irp)
{
    NTSTATUS status;

    if (IoForwardIrpSynchronously(Extension->LowerDevice, Irp)) {
        status = Irp->IoStatus.Status;
    } else {
        /* It has no stack location for the driver below. */
        status = STATUS_UNSUCCESSFUL;
        Irp->IoStatus.Information = 0;
    }

    /* The request is this driver's again. */
    $0
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
