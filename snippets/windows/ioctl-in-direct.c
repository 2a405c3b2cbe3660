/*
 * prefix: kd-ioctl-in-direct
 * title: Answer a control code, METHOD_IN_DIRECT
 * topic: Control codes
 * description: Reads a small request of the system's buffer and a large one of the caller's own pages
 * needs: control-types
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}Take(_In_ PIRP Irp, _Out_writes_bytes_(Capacity) PVOID Data, _In_ ULONG Capacity)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ${2:PSAMPLE_REQUEST} request = (${2:PSAMPLE_REQUEST})Irp->AssociatedIrp.SystemBuffer;
    /* Of the buffer that DeviceIoControl calls output: with this method the driver reads it. */
    ULONG length = stack->Parameters.DeviceIoControl.OutputBufferLength;
    PVOID pages;

    if (stack->Parameters.DeviceIoControl.InputBufferLength != sizeof(*request)) {
        return STATUS_INVALID_BUFFER_SIZE;
    }
    /* A length of 0 has no MDL. */
    if (length == 0 || length > Capacity) {
        return STATUS_INVALID_PARAMETER;
    }

    pages = MmGetSystemAddressForMdlSafe(
        Irp->MdlAddress, NormalPagePriority | MdlMappingNoExecute | MdlMappingNoWrite);
    if (pages == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    /* The caller may change his pages meanwhile: they are read once. */
    RtlCopyMemory(Data, pages, length);
    $0
    return STATUS_SUCCESS;
}
