/*
 * prefix: kd-flt-cleanup
 * title: Minifilter: cleanup, before
 * topic: Minifilter
 * description: The last handle of a file object was closed, while names and contexts can still be asked for
 * includes: fltKernel.h
 */
EXTERN_C FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreCleanup(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Flt_CompletionContext_Outptr_ PVOID *CompletionContext);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}PreCleanup)
#endif

/* Paging writes may still follow until IRP_MJ_CLOSE. This cannot fail. */
_Use_decl_annotations_
FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreCleanup(
    PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    PAGED_CODE();

    *CompletionContext = NULL;
    $0
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}
