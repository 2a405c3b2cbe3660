/*
 * prefix: kd-notify-image
 * title: Images that are loaded
 * topic: Notifications of the system
 * description: PsSetLoadImageNotifyRoutine: programs, DLLs and drivers, before their code runs; and its removal
 */
/*
 * ProcessId is 0 for drivers. The loader's locks are held: this waits for nothing that loads or maps an image. Special
 * kernel APCs may be off: a file is read in a work item.
 */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ${1:Sample}ImageNotify(_In_opt_ PUNICODE_STRING FullImageName, _In_ HANDLE ProcessId, _In_ PIMAGE_INFO ImageInfo)
{
    UNREFERENCED_PARAMETER(ProcessId);

    /* The system may not know a name. */
    if (FullImageName != NULL && ImageInfo->SystemModeImage) {
        $0
    }
}

_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}WatchImages(VOID)
{
    return PsSetLoadImageNotifyRoutine(${1:Sample}ImageNotify);
}

/* Waits until nobody is in the routine. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}UnwatchImages(VOID)
{
    (VOID)PsRemoveLoadImageNotifyRoutine(${1:Sample}ImageNotify);
}
