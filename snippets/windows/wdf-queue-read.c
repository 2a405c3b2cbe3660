/*
 * prefix: kd-wdf-queue-read
 * title: WDF: read
 * topic: WDF
 * description: Answers a read request, buffered or direct, and says how much of it
 * includes: wdf.h
 * needs: reply
 */
EXTERN_C EVT_WDF_IO_QUEUE_IO_READ ${1:Sample}EvtIoRead;

/* The framework completes requests of length 0 itself, unless the queue asks for them. */
_Use_decl_annotations_
VOID ${1:Sample}EvtIoRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    size_t done = Length < sizeof(${2:Reply}) ? Length : sizeof(${2:Reply});
    PVOID buffer;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Queue);

    status = WdfRequestRetrieveOutputBuffer(Request, done, &buffer, NULL);
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(Request, status);
        return;
    }
    RtlCopyMemory(buffer, ${2:Reply}, done);
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, done);
}
