/*
 * prefix: kd-flt-read
 * title: Minifilter: read, before and after
 * topic: Minifilter
 * description: Sees what was read: its pages are locked before, so that they can be looked at afterwards at any level
 * includes: fltKernel.h
 */
EXTERN_C FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreRead(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Flt_CompletionContext_Outptr_ PVOID *CompletionContext);
EXTERN_C FLT_POSTOP_CALLBACK_STATUS FLTAPI ${1:Sample}PostRead(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_opt_ PVOID CompletionContext,
    _In_ FLT_POST_OPERATION_FLAGS Flags);

_Use_decl_annotations_
FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreRead(
    PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(FltObjects);

    *CompletionContext = NULL;
    /* Reads for the cache and for mappings are none of a program's; of IRP_MN_MDL the pages are not there yet. */
    if (Data->Iopb->Parameters.Read.Length == 0
        || FlagOn(Data->Iopb->IrpFlags, IRP_PAGING_IO)
        || FlagOn(Data->Iopb->MinorFunction, IRP_MN_MDL)) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }

    /*
     * Locks the pages and makes an MDL of them where there is none; the filter manager unlocks them. Where it fails,
     * the read goes unseen: of an address that is no buffer the file system says so.
     */
    if (!NT_SUCCESS(FltLockUserBuffer(Data))) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }
    *CompletionContext = Data->Iopb->Parameters.Read.MdlAddress;
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/*
 * At DISPATCH_LEVEL or below, in any thread: resident. A read must not wait for a thread of the system to come to a
 * lower level: that may itself wait for a read.
 */
_Use_decl_annotations_
FLT_POSTOP_CALLBACK_STATUS FLTAPI ${1:Sample}PostRead(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    PVOID CompletionContext,
    FLT_POST_OPERATION_FLAGS Flags)
{
    PVOID bytes;

    UNREFERENCED_PARAMETER(FltObjects);

    /* Draining: the filter is detached, and the read is not over. */
    if (FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)
        || !NT_SUCCESS(Data->IoStatus.Status)
        || Data->IoStatus.Information == 0) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }

    bytes = MmGetSystemAddressForMdlSafe((PMDL)CompletionContext, NormalPagePriority | MdlMappingNoExecute);
    if (bytes != NULL) {
        /* Data->IoStatus.Information of them were read. */
        $0
    }
    return FLT_POSTOP_FINISHED_PROCESSING;
}
