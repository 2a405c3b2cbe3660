// unit: framework=kmdf
#include <ntddk.h>
#include <wdf.h>

EVT_WDF_DPC CompleteDpc;

VOID CompleteDpc(WDFDPC Dpc)
{
    HANDLE file = WdfDpcGetParentObject(Dpc);

    ZwClose(file);                                   // want irql-too-high "ZwClose is called at DISPATCH_LEVEL"
}
