/*
 * prefix: kd-flt-write
 * title: Minifilter: write, before
 * topic: Minifilter
 * description: Looks at what is to be written, and can refuse it
 * includes: fltKernel.h
 */
EXTERN_C FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreWrite(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Flt_CompletionContext_Outptr_ PVOID *CompletionContext);

/* Resident: writes of the page file come here, too, unless the registration skips them. */
_Use_decl_annotations_
FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreWrite(
    PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID *CompletionContext)
{
    BOOLEAN isRefused = FALSE;
    PVOID bytes;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(FltObjects);

    *CompletionContext = NULL;
    /* What the cache and mappings write was seen before, or cannot be refused; of IRP_MN_MDL the pages are empty. */
    if (Data->Iopb->Parameters.Write.Length == 0
        || FlagOn(Data->Iopb->IrpFlags, IRP_PAGING_IO)
        || FlagOn(Data->Iopb->MinorFunction, IRP_MN_MDL)) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }

    status = FltLockUserBuffer(Data);
    if (!NT_SUCCESS(status)) {
        Data->IoStatus.Status = status;
        Data->IoStatus.Information = 0;
        return FLT_PREOP_COMPLETE;
    }
    bytes = MmGetSystemAddressForMdlSafe(
        Data->Iopb->Parameters.Write.MdlAddress, NormalPagePriority | MdlMappingNoExecute | MdlMappingNoWrite);
    if (bytes == NULL) {
        Data->IoStatus.Status = STATUS_INSUFFICIENT_RESOURCES;
        Data->IoStatus.Information = 0;
        return FLT_PREOP_COMPLETE;
    }

    /* A program may change its pages while they are looked at, and afterwards. */
    $0
    if (isRefused) {
        Data->IoStatus.Status = STATUS_ACCESS_DENIED;
        Data->IoStatus.Information = 0;
        return FLT_PREOP_COMPLETE;
    }
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}
