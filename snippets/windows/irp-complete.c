/*
 * prefix: kd-irp-complete
 * title: Complete a request
 * topic: Requests
 * description: Sets a request's status and information and completes it, and says what the dispatch routine returns
 */
/* For requests that were not marked pending. Afterwards the request is not there any more. */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}Complete(_Inout_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, ${2|IO_NO_INCREMENT,IO_DISK_INCREMENT,IO_SERIAL_INCREMENT,IO_NETWORK_INCREMENT|});
    return Status;
}
