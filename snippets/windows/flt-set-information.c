/*
 * prefix: kd-flt-set-information
 * title: Minifilter: set information, before
 * topic: Minifilter
 * description: Sees deletes and renames, in their old and new forms, and can refuse them
 * includes: fltKernel.h
 */
EXTERN_C FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreSetInformation(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Flt_CompletionContext_Outptr_ PVOID *CompletionContext);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}PreSetInformation)
#endif

/* A delete comes through FILE_DELETE_ON_CLOSE of a create as well. */
_Use_decl_annotations_
FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreSetInformation(
    PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID *CompletionContext)
{
    BOOLEAN isRefused = FALSE;

    UNREFERENCED_PARAMETER(FltObjects);
    PAGED_CODE();

    *CompletionContext = NULL;
    switch (Data->Iopb->Parameters.SetFileInformation.FileInformationClass) {
    case FileDispositionInformation:
    case FileDispositionInformationEx:
        $0
        break;
    case FileRenameInformation:
    case FileRenameInformationEx:
        break;
    default:
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }

    if (isRefused) {
        Data->IoStatus.Status = STATUS_ACCESS_DENIED;
        Data->IoStatus.Information = 0;
        return FLT_PREOP_COMPLETE;
    }
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}
