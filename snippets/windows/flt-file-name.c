/*
 * prefix: kd-flt-file-name
 * title: Minifilter: name of a file
 * topic: Minifilter
 * description: Asks for the normalized name, takes it apart, and gives it back
 * includes: fltKernel.h
 */
/* Safe after a create and before what follows it; not for paging files, and not while a file is closed. */
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${1:Sample}WithName(_In_ PFLT_CALLBACK_DATA Data)
{
    PFLT_FILE_NAME_INFORMATION name;
    NTSTATUS status;

    status = FltGetFileNameInformation(Data, FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT, &name);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = FltParseFileNameInformation(name);
    if (NT_SUCCESS(status)) {
        /* name->Volume, ParentDir, FinalComponent, Extension, Stream: read only, as other filters share them. */
        $0
    }
    FltReleaseFileNameInformation(name);
    return status;
}
