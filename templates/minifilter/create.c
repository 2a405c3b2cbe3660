/*
 * Opens of files. Whether one is of interest is known when the file system has opened it: the name in a request may be a
 * short one, go through a link or be the number of a file.
 */
#include "driver.h"

static BOOLEAN NewDriverIsWatched(PCUNICODE_STRING Extension);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverWatch)
#pragma alloc_text(PAGE, NewDriverPreCreate)
#pragma alloc_text(PAGE, NewDriverPostCreate)
#pragma alloc_text(PAGE, NewDriverIsWatched)
#endif

/* The lock guards the extension: every open reads it, a listener seldom sets it. */
static EX_PUSH_LOCK WatchLock;
static WCHAR WatchedExtension[NEW_DRIVER_EXTENSION_LENGTH] = L"txt";

VOID NewDriverWatchInitialize(VOID)
{
    FltInitializePushLock(&WatchLock);
}

_Use_decl_annotations_
VOID NewDriverWatchUninitialize(VOID)
{
    FltDeletePushLock(&WatchLock);
}

_Use_decl_annotations_
VOID NewDriverWatch(const WCHAR *Extension)
{
    PAGED_CODE();

    FltAcquirePushLockExclusive(&WatchLock);
    RtlCopyMemory(WatchedExtension, Extension, sizeof(WatchedExtension));
    FltReleasePushLock(&WatchLock);
}

/* Runs at PASSIVE_LEVEL in the thread that opens the file. Most opens are let go here, for no more than a few tests. */
_Use_decl_annotations_
FLT_PREOP_CALLBACK_STATUS NewDriverPreCreate(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    PVOID *CompletionContext)
{
    PEPROCESS listener = NewDriverPortListener();

    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(CompletionContext);
    PAGED_CODE();

    /* What a listener opens because of a report would be reported without end. */
    if (listener == NULL || listener == FltGetRequestorProcess(Data)) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }

    /* Of a paging file no name may be asked for; the target of a rename is opened by its folder. */
    if (FlagOn(Data->Iopb->OperationFlags, SL_OPEN_PAGING_FILE | SL_OPEN_TARGET_DIRECTORY) ||
        FlagOn(Data->Iopb->Parameters.Create.Options, FILE_DIRECTORY_FILE)) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/*
 * After a create the filter manager comes back to the thread that began it, at PASSIVE_LEVEL, unlike after all else: names
 * may be asked for here, and the code may be paged.
 */
_Use_decl_annotations_
FLT_POSTOP_CALLBACK_STATUS NewDriverPostCreate(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    PVOID CompletionContext,
    FLT_POST_OPERATION_FLAGS Flags)
{
    PFLT_FILE_NAME_INFORMATION name;
    BOOLEAN isDirectory;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(CompletionContext);
    PAGED_CODE();

    /* While the instance is taken down nothing may be asked of the file. A reparse point leads to another open. */
    if (FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING) ||
        !NT_SUCCESS(Data->IoStatus.Status) ||
        Data->IoStatus.Status == STATUS_REPARSE) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }

    status = FltGetFileNameInformation(Data, FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT, &name);
    if (!NT_SUCCESS(status)) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }

    status = FltParseFileNameInformation(name);
    if (NT_SUCCESS(status) && NewDriverIsWatched(&name->Extension)) {
        status = FltIsDirectory(FltObjects->FileObject, FltObjects->Instance, &isDirectory);
        if (NT_SUCCESS(status) && !isDirectory) {
            NewDriverVolumeCount(FltObjects->Instance);
            NewDriverReportsAdd(&name->Name, FltGetRequestorProcessId(Data));
        }
    }

    /* The name is the filter manager's, shared with other filters: it is read, and given back. */
    FltReleaseFileNameInformation(name);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

static BOOLEAN NewDriverIsWatched(PCUNICODE_STRING Extension)
{
    UNICODE_STRING watched;
    BOOLEAN equal;

    PAGED_CODE();

    FltAcquirePushLockShared(&WatchLock);
    RtlInitUnicodeString(&watched, WatchedExtension);
    equal = RtlEqualUnicodeString(Extension, &watched, TRUE);
    FltReleasePushLock(&WatchLock);
    return equal;
}
