/*
 * prefix: kd-wdf-work-item
 * title: WDF: work item
 * topic: WDF
 * description: Goes on at PASSIVE_LEVEL in a system thread; made once and queued often
 * includes: wdf.h
 */
EXTERN_C EVT_WDF_WORKITEM ${1:Sample}EvtWork;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}EvtWork)
#endif

/* WdfWorkItemEnqueue queues it, at DISPATCH_LEVEL or below; queued twice before it runs, it runs once. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}CreateWork(_In_ WDFDEVICE Device, _Out_ WDFWORKITEM *WorkItem)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_WORKITEM_CONFIG config;

    /* Serialized with the device's callbacks only where these run at PASSIVE_LEVEL, too. */
    WDF_WORKITEM_CONFIG_INIT(&config, ${1:Sample}EvtWork);
    config.AutomaticSerialization = FALSE;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    return WdfWorkItemCreate(&config, &attributes, WorkItem);
}

_Use_decl_annotations_
VOID ${1:Sample}EvtWork(WDFWORKITEM WorkItem)
{
    WDFDEVICE device = (WDFDEVICE)WdfWorkItemGetParentObject(WorkItem);

    UNREFERENCED_PARAMETER(device);
    PAGED_CODE();
    $0
}
