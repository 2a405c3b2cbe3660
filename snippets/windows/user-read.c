/*
 * prefix: kd-user-read
 * title: Read memory of a program
 * topic: User memory
 * description: Captures what a user-mode address points to, once, and fails where it points nowhere
 */
/* In the program's own thread. Only the copy is looked at from here on: the program may change its memory any time. */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${1:Sample}ReadUser(
    _Out_writes_bytes_(Length) PVOID Copy, _In_reads_bytes_(Length) const VOID *UserBuffer, _In_ SIZE_T Length)
{
    __try {
        ProbeForRead((PVOID)UserBuffer, Length, ${2|sizeof(UCHAR),sizeof(ULONG),sizeof(ULONG64)|});
        RtlCopyMemory(Copy, UserBuffer, Length);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }
    return STATUS_SUCCESS;
}
