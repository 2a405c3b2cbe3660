/*
 * prefix: kd-flt-create
 * title: Minifilter: create, before and after
 * topic: Minifilter
 * description: Sees opens, with the name that the file system has opened, and can refuse them
 * includes: fltKernel.h
 */
EXTERN_C FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreCreate(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Flt_CompletionContext_Outptr_ PVOID *CompletionContext);
EXTERN_C FLT_POSTOP_CALLBACK_STATUS FLTAPI ${1:Sample}PostCreate(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_opt_ PVOID CompletionContext,
    _In_ FLT_POST_OPERATION_FLAGS Flags);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}PreCreate)
#pragma alloc_text(PAGE, ${1:Sample}PostCreate)
#endif

_Use_decl_annotations_
FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreCreate(
    PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(FltObjects);
    PAGED_CODE();

    *CompletionContext = NULL;
    /* Nothing may be asked of a paging file; the target of a rename is opened by its folder. */
    if (FlagOn(Data->Iopb->OperationFlags, SL_OPEN_PAGING_FILE | SL_OPEN_TARGET_DIRECTORY)) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* In the thread that opens, at PASSIVE_LEVEL, unlike what comes after other operations. */
_Use_decl_annotations_
FLT_POSTOP_CALLBACK_STATUS FLTAPI ${1:Sample}PostCreate(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    PVOID CompletionContext,
    FLT_POST_OPERATION_FLAGS Flags)
{
    BOOLEAN isRefused = FALSE;

    UNREFERENCED_PARAMETER(CompletionContext);
    PAGED_CODE();

    if (FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)
        || !NT_SUCCESS(Data->IoStatus.Status)
        || Data->IoStatus.Status == STATUS_REPARSE) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }

    $0
    if (isRefused) {
        /* The file is open already: it is closed before the open fails. One that this open has made stays. */
        FltCancelFileOpen(FltObjects->Instance, FltObjects->FileObject);
        Data->IoStatus.Status = STATUS_ACCESS_DENIED;
        Data->IoStatus.Information = 0;
    }
    return FLT_POSTOP_FINISHED_PROCESSING;
}
