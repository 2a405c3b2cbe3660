/*
 * prefix: kd-directory
 * title: Look through a directory
 * topic: Handles, registry and files
 * description: Each file of a directory that was opened with FILE_LIST_DIRECTORY, a buffer full of them at a time
 * includes: ntifs.h
 */
#define ${1:SAMPLE}_TAG_DIRECTORY '${2:riDS}'

/* The handle is of FILE_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT. */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${3:Sample}ListDirectory(_In_ HANDLE Directory)
{
    const ULONG length = ${4:4096};
    BOOLEAN isFirst = TRUE;
    IO_STATUS_BLOCK result;
    NTSTATUS status;
    PUCHAR buffer;

    buffer = (PUCHAR)ExAllocatePool2(POOL_FLAG_PAGED, length, ${1:SAMPLE}_TAG_DIRECTORY);
    if (buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    for (;;) {
        PFILE_DIRECTORY_INFORMATION entry = (PFILE_DIRECTORY_INFORMATION)buffer;

        status = ZwQueryDirectoryFile(
            Directory, NULL, NULL, NULL, &result, buffer, length, FileDirectoryInformation, FALSE, NULL, isFirst);
        if (!NT_SUCCESS(status)) {
            break;
        }
        isFirst = FALSE;
        for (;;) {
            /* Its name has no zero at its end. */
            UNICODE_STRING name;

            name.Buffer = entry->FileName;
            name.Length = (USHORT)entry->FileNameLength;
            name.MaximumLength = name.Length;
            DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%wZ\n", &name);
            $0
            if (entry->NextEntryOffset == 0) {
                break;
            }
            entry = (PFILE_DIRECTORY_INFORMATION)((PUCHAR)entry + entry->NextEntryOffset);
        }
    }

    ExFreePoolWithTag(buffer, ${1:SAMPLE}_TAG_DIRECTORY);
    return status == STATUS_NO_MORE_FILES ? STATUS_SUCCESS : status;
}
