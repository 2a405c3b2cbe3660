/*
 * prefix: kd-ioctl-neither
 * title: Answer a control code, METHOD_NEITHER
 * topic: Control codes
 * description: Probes and captures the caller's own addresses, each access within __try
 * needs: control-types
 */
/* In the caller's thread alone, where his addresses mean something: a driver above may have left it. */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}AnswerNeither(_In_ PIRP Irp, _Out_ PULONG_PTR Information)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PVOID input = stack->Parameters.DeviceIoControl.Type3InputBuffer;
    PVOID output = Irp->UserBuffer;
    ${2:SAMPLE_REQUEST} request;
    ${3:SAMPLE_REPLY} reply;

    *Information = 0;
    if (stack->Parameters.DeviceIoControl.InputBufferLength != sizeof(request)) {
        return STATUS_INVALID_BUFFER_SIZE;
    }
    if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(reply)) {
        return STATUS_BUFFER_TOO_SMALL;
    }

    __try {
        /* Drivers hand over kernel addresses, which a probe refuses. */
        if (Irp->RequestorMode != KernelMode) {
            ProbeForRead(input, sizeof(request), TYPE_ALIGNMENT(${2:SAMPLE_REQUEST}));
            ProbeForWrite(output, sizeof(reply), TYPE_ALIGNMENT(${3:SAMPLE_REPLY}));
        }
        /* Once: another thread of the program may change it while it is looked at. */
        RtlCopyMemory(&request, input, sizeof(request));
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }

    RtlZeroMemory(&reply, sizeof(reply));
    reply.Id = request.Id;
    $0
    /* The memory may be gone since it was probed. */
    __try {
        RtlCopyMemory(output, &reply, sizeof(reply));
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }
    *Information = sizeof(reply);
    return STATUS_SUCCESS;
}
