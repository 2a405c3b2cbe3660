/*
 * prefix: kd-wdf-memory
 * title: WDF: memory object
 * topic: WDF
 * description: Memory that goes with its parent and can be handed to a request
 * includes: wdf.h
 */
_Must_inspect_result_
_IRQL_requires_max_(${1|DISPATCH_LEVEL,APC_LEVEL|})
NTSTATUS ${2:Sample}CreateMemory(_In_ WDFDEVICE Device, _In_ size_t Length, _Out_ WDFMEMORY *Memory)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    PVOID buffer;
    NTSTATUS status;

    /* Deleted with the device, or before with WdfObjectDelete. */
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    status = WdfMemoryCreate(&attributes, ${3|NonPagedPoolNx,PagedPool|}, '${4:mMmS}', Length, Memory, &buffer);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* Nobody says that it is zeroed. */
    RtlZeroMemory(buffer, Length);
    return STATUS_SUCCESS;
}
