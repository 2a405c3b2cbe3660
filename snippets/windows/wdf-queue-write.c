/*
 * prefix: kd-wdf-queue-write
 * title: WDF: write
 * topic: WDF
 * description: Takes what is written, buffered or direct, once
 * includes: wdf.h
 * needs: message
 */
EXTERN_C EVT_WDF_IO_QUEUE_IO_WRITE ${1:Sample}EvtIoWrite;

_Use_decl_annotations_
VOID ${1:Sample}EvtIoWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    PVOID buffer;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Queue);

    if (Length > sizeof(${2:Message})) {
        WdfRequestComplete(Request, STATUS_INVALID_BUFFER_SIZE);
        return;
    }

    /* With WdfDeviceIoDirect the program may change its pages meanwhile: they are read once. */
    status = WdfRequestRetrieveInputBuffer(Request, Length, &buffer, NULL);
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(Request, status);
        return;
    }
    RtlCopyMemory(${2:Message}, buffer, Length);
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}
