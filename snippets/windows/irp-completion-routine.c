/*
 * prefix: kd-irp-completion-routine
 * title: Forward a request with a completion routine
 * topic: Requests
 * description: Sees a request again when the drivers below have completed it, and lets it go up
 * needs: filter-extension
 */
EXTERN_C IO_COMPLETION_ROUTINE ${1:Sample}Completed;

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}ForwardAndSee(_In_ P${2:SAMPLE_EXTENSION} Extension, _Inout_ PIRP Irp)
{
    NTSTATUS status = IoAcquireRemoveLock(&Extension->RemoveLock, Irp);

    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, ${1:Sample}Completed, Extension, TRUE, TRUE, TRUE);
    return IoCallDriver(Extension->LowerDevice, Irp);
}

/* Resident: called at any level up to DISPATCH_LEVEL, in any thread. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    P${2:SAMPLE_EXTENSION} extension = (P${2:SAMPLE_EXTENSION})Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    _Analysis_assume_(extension != NULL);

    /* The dispatch routine has returned what the driver below did: that it is pending is passed on here. */
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        $0
    }
    IoReleaseRemoveLock(&extension->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}
