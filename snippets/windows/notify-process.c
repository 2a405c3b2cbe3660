/*
 * prefix: kd-notify-process
 * title: Processes that begin and end
 * topic: Notifications of the system
 * description: PsSetCreateProcessNotifyRoutineEx, which can refuse a process, and its removal
 */
/* In the thread that makes the process, with normal kernel APCs off. The driver is linked with /INTEGRITYCHECK. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ${1:Sample}ProcessNotify(
    _Inout_ PEPROCESS Process, _In_ HANDLE ProcessId, _Inout_opt_ PPS_CREATE_NOTIFY_INFO CreateInfo)
{
    BOOLEAN isRefused = FALSE;

    UNREFERENCED_PARAMETER(Process);
    UNREFERENCED_PARAMETER(ProcessId);

    if (CreateInfo == NULL) {
        /* It ends. */
        return;
    }

    /* CommandLine may be NULL; ImageFileName is all of the name where FileOpenNameAvailable says so. */
    $0
    if (isRefused) {
        /* Otherwise it is left alone: another driver may have refused the process. */
        CreateInfo->CreationStatus = STATUS_ACCESS_DENIED;
    }
}

_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}WatchProcesses(VOID)
{
    return PsSetCreateProcessNotifyRoutineEx(${1:Sample}ProcessNotify, FALSE);
}

/* Waits until nobody is in the routine. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}UnwatchProcesses(VOID)
{
    (VOID)PsSetCreateProcessNotifyRoutineEx(${1:Sample}ProcessNotify, TRUE);
}
