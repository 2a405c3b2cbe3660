/*
 * prefix: kd-work-item
 * title: Work item
 * topic: Deferred work
 * description: Goes on at PASSIVE_LEVEL in a system thread; the system keeps the driver until the routine has
 *     returned
 */
EXTERN_C IO_WORKITEM_ROUTINE_EX ${1:Sample}Work;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}Work)
#endif

_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}QueueWork(_In_ PDEVICE_OBJECT DeviceObject, _In_opt_ PVOID Context)
{
    PIO_WORKITEM item = IoAllocateWorkItem(DeviceObject);

    if (item == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoQueueWorkItemEx(item, ${1:Sample}Work, ${2|DelayedWorkQueue,CriticalWorkQueue|}, Context);
    return STATUS_SUCCESS;
}

/* Others wait for the thread: what takes long, or waits for another work item, belongs into a thread of its own. */
_Use_decl_annotations_
VOID ${1:Sample}Work(PVOID IoObject, PVOID Context, PIO_WORKITEM IoWorkItem)
{
    UNREFERENCED_PARAMETER(IoObject);
    UNREFERENCED_PARAMETER(Context);
    PAGED_CODE();

    $0
    IoFreeWorkItem(IoWorkItem);
}
