#include <ntddk.h>

#define STREAM_TAG 'rtSE'

typedef struct _STREAM {
    struct _STREAM* Next;
    PVOID Buffer;
} STREAM, *PSTREAM;

VOID Trace(PCSTR Text);
VOID FillAll(PVOID* Memory);

// What is zeroed is the next stream's buffer.
NTSTATUS GiveBuffer(PSTREAM Stream)
{
    Stream->Buffer = ExAllocatePool2(POOL_FLAG_PAGED, 64, STREAM_TAG);
    if (Stream->Buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Stream = Stream->Next;
    RtlZeroMemory(Stream->Buffer, 64);
    return STATUS_SUCCESS;
}

// The memory may be filled before it is zeroed, by way of the variable's address.
PVOID Refill(SIZE_T Size)
{
    PVOID buffer;
    PVOID* place = &buffer;

    buffer = ExAllocatePool2(POOL_FLAG_PAGED, Size, STREAM_TAG);
    if (buffer == NULL) {
        return NULL;
    }
    FillAll(place);
    RtlZeroMemory(buffer, Size);
    return buffer;
}

PVOID Traced(SIZE_T Size)
{
    PVOID buffer = ExAllocatePool2(POOL_FLAG_PAGED, Size, STREAM_TAG);
    if (buffer == NULL) {
        return NULL;
    }
    Trace("allocated");
    return buffer;
}
