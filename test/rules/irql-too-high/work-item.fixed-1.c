// unit: framework=kmdf
#include <ntddk.h>
#include <wdf.h>

EVT_WDF_WORKITEM DeferredZwClose;

EVT_WDF_DPC CompleteDpc;

VOID CompleteDpc(WDFDPC Dpc)
{
    HANDLE file = WdfDpcGetParentObject(Dpc);

    WdfWorkItemEnqueue(WorkItem);
}

VOID DeferredZwClose(WDFWORKITEM WorkItem)
{
    UNREFERENCED_PARAMETER(WorkItem);

    ZwClose(file);
}
