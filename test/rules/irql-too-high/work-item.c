// unit: framework=kmdf
#include <ntddk.h>
#include <wdf.h>

EVT_WDF_DPC CompleteDpc;

VOID CompleteDpc(WDFDPC Dpc)
{
    HANDLE file = WdfDpcGetParentObject(Dpc);

    ZwClose(file);                                   // want irql-too-high "ZwClose is called at DISPATCH_LEVEL"
}

/* What a work item cannot do for its caller: take a lock, wait, or touch what is on the caller's stack. */
EVT_WDF_DPC StayHere;

VOID StayHere(WDFDPC Dpc)
{
    PFAST_MUTEX mutex = WdfDpcGetParentObject(Dpc);
    LARGE_INTEGER due;
    UNICODE_STRING name;

    due.QuadPart = -10000;
    ProbeForRead(mutex, 1, 1);                       // want irql-too-high "ProbeForRead is called at DISPATCH_LEVEL"
    KeDelayExecutionThread(KernelMode, FALSE, &due); // want irql-too-high "KeDelayExecutionThread is called at DISPATCH_LEVEL"
    IoDeleteSymbolicLink(&name);                     // want irql-too-high "IoDeleteSymbolicLink is called at DISPATCH_LEVEL"
    ExAcquireFastMutex(mutex);                       // want irql-too-high "ExAcquireFastMutex is called at DISPATCH_LEVEL"
    ExReleaseFastMutex(mutex);
}
