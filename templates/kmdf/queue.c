/*
 * Requests of the NewDriver driver: what they bring is checked here and nowhere else. Every one is completed in the
 * callback that gets it, so that none waits to be cancelled. The callbacks may run at DISPATCH_LEVEL: none is pageable.
 */
#include "driver.h"

static NTSTATUS NewDriverReadRange(WDFDEVICE Device, WDFREQUEST Request, size_t *Information);
static NTSTATUS NewDriverGetStatistics(WDFDEVICE Device, WDFREQUEST Request, size_t *Information);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverQueueCreate)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverQueueCreate(WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    PAGED_CODE();

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);

    /*
     * No request touches hardware: they are answered while the device sleeps, too. For a driver of hardware the queue
     * stays power-managed, and the framework wakes the device before it hands out a request.
     */
    config.PowerManaged = WdfFalse;

    /* Reads and writes of no bytes are completed by the framework; other kinds of requests fail without a callback. */
    config.EvtIoRead = NewDriverEvtIoRead;
    config.EvtIoWrite = NewDriverEvtIoWrite;
    config.EvtIoDeviceControl = NewDriverEvtIoDeviceControl;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

/* The message from its beginning, as much as fits. */
_Use_decl_annotations_
VOID NewDriverEvtIoRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    size_t information = 0;
    PVOID output;
    NTSTATUS status;

    status = WdfRequestRetrieveOutputBuffer(Request, Length, &output, NULL);
    if (NT_SUCCESS(status)) {
        information = NewDriverMessageCopy(WdfIoQueueGetDevice(Queue), 0, output, Length);
    }
    WdfRequestCompleteWithInformation(Request, status, information);
}

/* The message that is kept from now on. */
_Use_decl_annotations_
VOID NewDriverEvtIoWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    PVOID input;
    NTSTATUS status;

    if (Length > NEW_DRIVER_MESSAGE_MAXIMUM) {
        WdfRequestComplete(Request, STATUS_INVALID_BUFFER_SIZE);
        return;
    }

    status = WdfRequestRetrieveInputBuffer(Request, Length, &input, NULL);
    if (NT_SUCCESS(status)) {
        status = NewDriverMessageSet(WdfIoQueueGetDevice(Queue), input, Length);
    }
    WdfRequestCompleteWithInformation(Request, status, NT_SUCCESS(status) ? Length : 0);
}

_Use_decl_annotations_
VOID NewDriverEvtIoDeviceControl(
    WDFQUEUE Queue,
    WDFREQUEST Request,
    size_t OutputBufferLength,
    size_t InputBufferLength,
    ULONG IoControlCode)
{
    WDFDEVICE device = WdfIoQueueGetDevice(Queue);
    size_t information = 0;
    NTSTATUS status;

    /* WdfRequestRetrieve...Buffer compares the lengths with what a request needs. */
    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);

    switch (IoControlCode) {
    case IOCTL_NEW_DRIVER_READ_RANGE:
        status = NewDriverReadRange(device, Request, &information);
        break;
    case IOCTL_NEW_DRIVER_GET_STATISTICS:
        status = NewDriverGetStatistics(device, Request, &information);
        break;
    case IOCTL_NEW_DRIVER_CLEAR:
        NewDriverMessageClear(device);
        status = STATUS_SUCCESS;
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    WdfRequestCompleteWithInformation(Request, status, information);
}

static NTSTATUS NewDriverReadRange(WDFDEVICE Device, WDFREQUEST Request, size_t *Information)
{
    NEW_DRIVER_RANGE range;
    PVOID input;
    PVOID output;
    size_t capacity;
    NTSTATUS status;

    status = WdfRequestRetrieveInputBuffer(Request, sizeof(NEW_DRIVER_RANGE), &input, NULL);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WdfRequestRetrieveOutputBuffer(Request, 1, &output, &capacity);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* Input and output are the same buffer: the range is taken before bytes of the message come over it. */
    range = *(const NEW_DRIVER_RANGE *)input;
    if (capacity > range.Length) {
        capacity = range.Length;
    }
    *Information = NewDriverMessageCopy(Device, range.Offset, output, capacity);
    return STATUS_SUCCESS;
}

static NTSTATUS NewDriverGetStatistics(WDFDEVICE Device, WDFREQUEST Request, size_t *Information)
{
    PVOID output;
    NTSTATUS status;

    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(NEW_DRIVER_STATISTICS), &output, NULL);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    NewDriverMessageStatistics(Device, (PNEW_DRIVER_STATISTICS)output);
    *Information = sizeof(NEW_DRIVER_STATISTICS);
    return STATUS_SUCCESS;
}
