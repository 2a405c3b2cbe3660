/*
 * prefix: kd-process-lookup
 * title: Process of an id
 * topic: Handles, registry and files
 * description: Finds a process and keeps it while it is looked at
 * includes: ntifs.h
 */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${1:Sample}WithProcess(_In_ HANDLE ProcessId)
{
    PEPROCESS process;
    NTSTATUS status = PsLookupProcessByProcessId(ProcessId, &process);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* It may have ended by now: the object stays, its memory may not. */
    $0
    ObDereferenceObject(process);
    return STATUS_SUCCESS;
}
