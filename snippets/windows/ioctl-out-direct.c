/*
 * prefix: kd-ioctl-out-direct
 * title: Answer a control code, METHOD_OUT_DIRECT
 * topic: Control codes
 * description: Writes a large reply into the caller's own pages
 * needs: control-types
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}Give(
    _In_ PIRP Irp, _In_reads_bytes_(Length) const VOID *Data, _In_ ULONG Length, _Out_ PULONG_PTR Information)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PVOID pages;

    *Information = 0;
    if (Length == 0) {
        return STATUS_SUCCESS;
    }
    if (stack->Parameters.DeviceIoControl.OutputBufferLength < Length) {
        return STATUS_BUFFER_TOO_SMALL;
    }

    /* Nothing is read back from pages that the caller may change. */
    pages = MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority | MdlMappingNoExecute);
    if (pages == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlCopyMemory(pages, Data, Length);
    *Information = Length;
    return STATUS_SUCCESS;
}
