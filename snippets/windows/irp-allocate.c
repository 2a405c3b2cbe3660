/*
 * prefix: kd-irp-allocate
 * title: Send a request without waiting
 * topic: Requests
 * description: Allocates a request of its own, sends it, and frees it when it has come back
 */
EXTERN_C IO_COMPLETION_ROUTINE ${1:Sample}Returned;

/* At DISPATCH_LEVEL where the target takes it there. The driver must not go before it has come back. */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}SendFlush(_In_ PDEVICE_OBJECT Target)
{
    PIRP irp = IoAllocateIrp(Target->StackSize, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoGetNextIrpStackLocation(irp)->MajorFunction = ${2|IRP_MJ_FLUSH_BUFFERS,IRP_MJ_SHUTDOWN|};
    IoSetCompletionRoutine(irp, ${1:Sample}Returned, NULL, TRUE, TRUE, TRUE);
    (VOID)IoCallDriver(Target, irp);
    return STATUS_PENDING;
}

_Use_decl_annotations_
NTSTATUS ${1:Sample}Returned(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    /* NULL: the request has no stack location of a device of this driver. */
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);

    $0
    IoFreeIrp(Irp);

    /* The system leaves it alone: it is gone. */
    return STATUS_MORE_PROCESSING_REQUIRED;
}
