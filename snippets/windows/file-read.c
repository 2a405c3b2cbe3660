/*
 * prefix: kd-file-read
 * title: Read a file
 * topic: Handles, registry and files
 * description: Reads a whole file into pool, up to a limit; a path such as \SystemRoot\sample.bin
 */
#define ${1:SAMPLE}_TAG_FILE '${2:liFS}'

/* Not for filters' own requests: these come back to them. ExFreePoolWithTag frees what was read. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${3:Sample}ReadFile(
    _In_ PUNICODE_STRING Path, _In_ ULONG Limit, _Outptr_result_bytebuffer_(*Length) PVOID *Data, _Out_ PULONG Length)
{
    FILE_STANDARD_INFORMATION standard;
    OBJECT_ATTRIBUTES attributes;
    IO_STATUS_BLOCK result;
    PVOID data = NULL;
    NTSTATUS status;
    HANDLE file;

    *Data = NULL;
    *Length = 0;
    InitializeObjectAttributes(&attributes, Path, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    status = ZwCreateFile(
        &file,
        GENERIC_READ | SYNCHRONIZE,
        &attributes,
        &result,
        NULL,
        FILE_ATTRIBUTE_NORMAL,
        FILE_SHARE_READ,
        FILE_OPEN,
        FILE_NON_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT,
        NULL,
        0);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = ZwQueryInformationFile(file, &result, &standard, sizeof(standard), FileStandardInformation);
    if (NT_SUCCESS(status) && standard.EndOfFile.QuadPart == 0) {
        status = STATUS_END_OF_FILE;
    }
    if (NT_SUCCESS(status) && standard.EndOfFile.QuadPart > Limit) {
        status = STATUS_FILE_TOO_LARGE;
    }
    if (NT_SUCCESS(status)) {
        data = ExAllocatePool2(POOL_FLAG_PAGED, standard.EndOfFile.LowPart, ${1:SAMPLE}_TAG_FILE);
        status = data == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
    }
    if (NT_SUCCESS(status)) {
        status = ZwReadFile(file, NULL, NULL, NULL, &result, data, standard.EndOfFile.LowPart, NULL, NULL);
    }
    (VOID)ZwClose(file);

    if (!NT_SUCCESS(status)) {
        if (data != NULL) {
            ExFreePoolWithTag(data, ${1:SAMPLE}_TAG_FILE);
        }
        return status;
    }

    /* Fewer where somebody has shortened the file meanwhile. */
    *Data = data;
    *Length = (ULONG)result.Information;
    return STATUS_SUCCESS;
}
