/*
 * prefix: kd-notify-thread
 * title: Threads that begin and end
 * topic: Notifications of the system
 * description: PsSetCreateThreadNotifyRoutine and its removal
 */
/* Where it begins: in the thread that makes it. Where it ends: in itself. */
_IRQL_requires_max_(APC_LEVEL)
VOID ${1:Sample}ThreadNotify(_In_ HANDLE ProcessId, _In_ HANDLE ThreadId, _In_ BOOLEAN Create)
{
    UNREFERENCED_PARAMETER(ThreadId);

    /* One that another process starts, beside those that are made with the process, is worth a look. */
    if (Create && ProcessId != PsGetCurrentProcessId()) {
        $0
    }
}

_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}WatchThreads(VOID)
{
    return PsSetCreateThreadNotifyRoutine(${1:Sample}ThreadNotify);
}

/* Waits until nobody is in the routine. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}UnwatchThreads(VOID)
{
    (VOID)PsRemoveCreateThreadNotifyRoutine(${1:Sample}ThreadNotify);
}
