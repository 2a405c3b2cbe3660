/*
 * The message of a device. The lock is held for an exchange of pointers only: a message is copied and freed without it,
 * kept by a reference as long as somebody reads it.
 */
#include "driver.h"

static VOID NewDriverMessageExchange(PNEW_DRIVER_DEVICE_CONTEXT Context, WDFMEMORY Message, size_t Length);

_Use_decl_annotations_
NTSTATUS NewDriverMessageSet(WDFDEVICE Device, const VOID *Bytes, size_t Length)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFMEMORY message;
    PVOID buffer;
    NTSTATUS status;

    /* With the device as its parent, the last message goes when the device goes. */
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    status = WdfMemoryCreate(&attributes, NonPagedPoolNx, NEW_DRIVER_TAG_MESSAGE, Length, &message, &buffer);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    RtlCopyMemory(buffer, Bytes, Length);
    NewDriverMessageExchange(NewDriverGetDeviceContext(Device), message, Length);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID NewDriverMessageClear(WDFDEVICE Device)
{
    NewDriverMessageExchange(NewDriverGetDeviceContext(Device), NULL, 0);
}

_Use_decl_annotations_
size_t NewDriverMessageCopy(WDFDEVICE Device, size_t Offset, VOID *Bytes, size_t Capacity)
{
    PNEW_DRIVER_DEVICE_CONTEXT context = NewDriverGetDeviceContext(Device);
    WDFMEMORY message;
    const UCHAR *buffer;
    size_t length;

    WdfSpinLockAcquire(context->Lock);
    context->Statistics.Reads++;
    message = context->Message;
    if (message != NULL) {
        WdfObjectReference(message);
    }
    WdfSpinLockRelease(context->Lock);

    if (message == NULL) {
        return 0;
    }

    buffer = (const UCHAR *)WdfMemoryGetBuffer(message, &length);
    length = Offset < length ? length - Offset : 0;
    if (length > Capacity) {
        length = Capacity;
    }
    if (length > 0) {
        RtlCopyMemory(Bytes, buffer + Offset, length);
    }
    WdfObjectDereference(message);
    return length;
}

_Use_decl_annotations_
VOID NewDriverMessageStatistics(WDFDEVICE Device, PNEW_DRIVER_STATISTICS Statistics)
{
    PNEW_DRIVER_DEVICE_CONTEXT context = NewDriverGetDeviceContext(Device);

    WdfSpinLockAcquire(context->Lock);
    *Statistics = context->Statistics;
    WdfSpinLockRelease(context->Lock);
}

/* Puts another message, or none, in the place of the one that is kept, which goes when its last reader is done. */
static VOID NewDriverMessageExchange(PNEW_DRIVER_DEVICE_CONTEXT Context, WDFMEMORY Message, size_t Length)
{
    WDFMEMORY old;

    WdfSpinLockAcquire(Context->Lock);
    old = Context->Message;
    Context->Message = Message;
    Context->Statistics.MessageLength = Length;
    if (Message != NULL) {
        Context->Statistics.Writes++;
    }
    WdfSpinLockRelease(Context->Lock);

    if (old != NULL) {
        WdfObjectDelete(old);
    }
}
