/*
 * prefix: kd-flt-directory-control
 * title: Minifilter: listing of a directory, before and after
 * topic: Minifilter
 * description: Sees what a listing says, at a level where the buffer of a program can be locked
 * includes: fltKernel.h
 */
EXTERN_C FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreDirectoryControl(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Flt_CompletionContext_Outptr_ PVOID *CompletionContext);
EXTERN_C FLT_POSTOP_CALLBACK_STATUS FLTAPI ${1:Sample}PostDirectoryControl(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_opt_ PVOID CompletionContext,
    _In_ FLT_POST_OPERATION_FLAGS Flags);
EXTERN_C FLT_POSTOP_CALLBACK_STATUS FLTAPI ${1:Sample}SafePostDirectoryControl(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_opt_ PVOID CompletionContext,
    _In_ FLT_POST_OPERATION_FLAGS Flags);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}PreDirectoryControl)
#pragma alloc_text(PAGE, ${1:Sample}SafePostDirectoryControl)
#endif

_Use_decl_annotations_
FLT_PREOP_CALLBACK_STATUS FLTAPI ${1:Sample}PreDirectoryControl(
    PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(FltObjects);
    PAGED_CODE();

    *CompletionContext = NULL;
    /* Not IRP_MN_NOTIFY_CHANGE_DIRECTORY, which may wait for long. */
    return Data->Iopb->MinorFunction == IRP_MN_QUERY_DIRECTORY
        ? FLT_PREOP_SUCCESS_WITH_CALLBACK
        : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* At DISPATCH_LEVEL or below, in any thread: resident. */
_Use_decl_annotations_
FLT_POSTOP_CALLBACK_STATUS FLTAPI ${1:Sample}PostDirectoryControl(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    PVOID CompletionContext,
    FLT_POST_OPERATION_FLAGS Flags)
{
    FLT_POSTOP_CALLBACK_STATUS result;

    /* Draining: the filter is detached, and the listing is not over. */
    if (FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)
        || !NT_SUCCESS(Data->IoStatus.Status)
        || Data->IoStatus.Information == 0) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }

    /* Now, or in a thread of the system, for which the listing waits. */
    if (!FltDoCompletionProcessingWhenSafe(
            Data, FltObjects, CompletionContext, Flags, ${1:Sample}SafePostDirectoryControl, &result)) {
        /* Neither can be: what must not be seen has to be refused here. */
        return FLT_POSTOP_FINISHED_PROCESSING;
    }
    return result;
}

/* At APC_LEVEL or below, in any thread. */
_Use_decl_annotations_
FLT_POSTOP_CALLBACK_STATUS FLTAPI ${1:Sample}SafePostDirectoryControl(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    PVOID CompletionContext,
    FLT_POST_OPERATION_FLAGS Flags)
{
    PUCHAR entries = (PUCHAR)Data->Iopb->Parameters.DirectoryControl.QueryDirectory.DirectoryBuffer;
    ULONG_PTR left = Data->IoStatus.Information;
    ULONG next;

    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(CompletionContext);
    UNREFERENCED_PARAMETER(Flags);
    PAGED_CODE();

    /* A program's address means something in its process alone, and not for long: its pages are locked and mapped. */
    if (!FlagOn(Data->Flags, FLTFL_CALLBACK_DATA_SYSTEM_BUFFER)) {
        if (!NT_SUCCESS(FltLockUserBuffer(Data))) {
            return FLT_POSTOP_FINISHED_PROCESSING;
        }
        entries = (PUCHAR)MmGetSystemAddressForMdlSafe(
            Data->Iopb->Parameters.DirectoryControl.QueryDirectory.MdlAddress,
            NormalPagePriority | MdlMappingNoExecute);
        if (entries == NULL) {
            return FLT_POSTOP_FINISHED_PROCESSING;
        }
    }

    /* The program may change it meanwhile: an offset is read once, and no further than the listing goes. */
    while (left >= sizeof(next)) {
        next = *(const volatile ULONG *)entries;
        /* What an entry is like QueryDirectory.FileInformationClass says; left bytes of it can be looked at. */
        $0
        if (next == 0 || next > left) {
            break;
        }
        entries += next;
        left -= next;
    }
    return FLT_POSTOP_FINISHED_PROCESSING;
}
