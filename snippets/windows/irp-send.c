/*
 * prefix: kd-irp-send
 * title: Send a control code to another driver
 * topic: Requests
 * description: Makes a request of its own, sends it to a device and waits for the answer
 */
/*
 * At PASSIVE_LEVEL and outside of guarded regions, as it waits for a special kernel APC, which frees the request. The
 * buffers are in kernel memory.
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}SendControl(
    _In_ PDEVICE_OBJECT Target,
    _In_ ULONG Code,
    _In_reads_bytes_opt_(InputLength) PVOID Input,
    _In_ ULONG InputLength,
    _Out_writes_bytes_opt_(OutputLength) PVOID Output,
    _In_ ULONG OutputLength)
{
    IO_STATUS_BLOCK result;
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    irp = IoBuildDeviceIoControlRequest(
        Code, Target, Input, InputLength, Output, OutputLength, ${2|FALSE,TRUE|}, &done, &result);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    status = IoCallDriver(Target, irp);
    if (status == STATUS_PENDING) {
        /* Without an end, as the event and the result are on this stack. */
        (VOID)KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = result.Status;
    }
    return status;
}
