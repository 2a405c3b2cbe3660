/*
 * prefix: kd-wdf-dpc
 * title: WDF: DPC
 * topic: WDF
 * description: Work at DISPATCH_LEVEL that was put off; made once and queued often
 * includes: wdf.h
 */
EXTERN_C EVT_WDF_DPC ${1:Sample}EvtDpc;

/* WdfDpcEnqueue queues it, at any IRQL; queued twice before it runs, it runs once. */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}CreateDpc(_In_ WDFDEVICE Device, _Out_ WDFDPC *Dpc)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DPC_CONFIG config;

    WDF_DPC_CONFIG_INIT(&config, ${1:Sample}EvtDpc);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    return WdfDpcCreate(&config, &attributes, Dpc);
}

_Use_decl_annotations_
VOID ${1:Sample}EvtDpc(WDFDPC Dpc)
{
    WDFDEVICE device = (WDFDEVICE)WdfDpcGetParentObject(Dpc);

    UNREFERENCED_PARAMETER(device);
    $0
}
