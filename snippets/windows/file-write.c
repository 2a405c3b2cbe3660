/*
 * prefix: kd-file-write
 * title: Write a file
 * topic: Handles, registry and files
 * description: Makes a file anew, or replaces it, and has what was written on the disk when it returns
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}WriteFile(_In_ PUNICODE_STRING Path, _In_reads_bytes_(Length) PVOID Data, _In_ ULONG Length)
{
    OBJECT_ATTRIBUTES attributes;
    IO_STATUS_BLOCK result;
    NTSTATUS status;
    HANDLE file;

    InitializeObjectAttributes(&attributes, Path, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    status = ZwCreateFile(
        &file,
        GENERIC_WRITE | SYNCHRONIZE,
        &attributes,
        &result,
        NULL,
        FILE_ATTRIBUTE_NORMAL,
        0,
        ${2|FILE_OVERWRITE_IF,FILE_SUPERSEDE,FILE_CREATE|},
        FILE_NON_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT | FILE_WRITE_THROUGH,
        NULL,
        0);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = ZwWriteFile(file, NULL, NULL, NULL, &result, Data, Length, NULL, NULL);
    (VOID)ZwClose(file);
    return status;
}
