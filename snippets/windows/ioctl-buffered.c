/*
 * prefix: kd-ioctl-buffered
 * title: Answer a control code, METHOD_BUFFERED
 * topic: Control codes
 * description: Takes a request out of the system's buffer before it writes the reply into the same one
 * needs: control-types
 */
/* Input and output share the buffer: what is asked is copied before anything is answered. */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}Answer(_Inout_ PIRP Irp, _Out_ PULONG_PTR Information)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PVOID buffer = Irp->AssociatedIrp.SystemBuffer;
    ${2:SAMPLE_REQUEST} request;
    ${3:SAMPLE_REPLY} reply;

    *Information = 0;
    if (stack->Parameters.DeviceIoControl.InputBufferLength != sizeof(request)) {
        return STATUS_INVALID_BUFFER_SIZE;
    }
    if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(reply)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    RtlCopyMemory(&request, buffer, sizeof(request));

    /* With all padding: it goes to the program. */
    RtlZeroMemory(&reply, sizeof(reply));
    reply.Id = request.Id;
    $0
    RtlCopyMemory(buffer, &reply, sizeof(reply));
    *Information = sizeof(reply);
    return STATUS_SUCCESS;
}
