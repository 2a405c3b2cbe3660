/*
 * prefix: kd-user-write
 * title: Write memory of a program
 * topic: User memory
 * description: Copies to a user-mode address, and fails where nothing may be written there
 */
/* In the program's own thread. */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${1:Sample}WriteUser(
    _Out_writes_bytes_(Length) PVOID UserBuffer, _In_reads_bytes_(Length) const VOID *Data, _In_ SIZE_T Length)
{
    __try {
        ProbeForWrite(UserBuffer, Length, ${2|sizeof(UCHAR),sizeof(ULONG),sizeof(ULONG64)|});
        RtlCopyMemory(UserBuffer, Data, Length);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }
    return STATUS_SUCCESS;
}
