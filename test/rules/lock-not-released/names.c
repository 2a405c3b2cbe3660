// Locks are called as the function writes them, whatever they are compared by.
#include <ntddk.h>
#include <wdf.h>

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    FAST_MUTEX Mutex;
    ULONG Count;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

typedef struct _QUEUE_CONTEXT {
    WDFSPINLOCK Lock;
    ULONG Count;
} QUEUE_CONTEXT, *PQUEUE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(QUEUE_CONTEXT, GetContext)

NTSTATUS ByExtension(PDEVICE_OBJECT DeviceObject, ULONG Most)
{
    PDEVICE_EXTENSION ext = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;
    PDEVICE_EXTENSION same = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;
    KIRQL oldIrql;
    KeAcquireSpinLock(&(ext->Lock), &oldIrql);
    if (ext->Count >= Most) {
        return STATUS_QUOTA_EXCEEDED; // want lock-not-released "ext->Lock is still held at this return of ByExtension"
    }
    ext->Count++;
    KeReleaseSpinLock(&same->Lock, oldIrql);
    return STATUS_SUCCESS; // ok lock-not-released
}

NTSTATUS ByContext(WDFQUEUE Queue, ULONG Most)
{
    PQUEUE_CONTEXT c = GetContext(WdfIoQueueGetDevice(Queue));
    WdfSpinLockAcquire(c->Lock);
    if (c->Count >= Most) {
        return STATUS_QUOTA_EXCEEDED; // want lock-not-released "c->Lock is still held at this return of ByContext"
    }
    c->Count++;
    WdfSpinLockRelease(c->Lock);
    return STATUS_SUCCESS; // ok lock-not-released
}

static VOID Take(PFAST_MUTEX Mutex)
{
    ExAcquireFastMutex(Mutex); // ok lock-not-released
}

static VOID TakeOf(PDEVICE_EXTENSION Extension)
{
    ExAcquireFastMutex(&Extension->Mutex); // ok lock-not-released
}

NTSTATUS ByCallees(PDEVICE_OBJECT First, PDEVICE_OBJECT Second, ULONG Most)
{
    PDEVICE_EXTENSION first = (PDEVICE_EXTENSION)First->DeviceExtension;
    PDEVICE_EXTENSION second = (PDEVICE_EXTENSION)Second->DeviceExtension;
    Take(&first->Mutex);
    if (first->Count >= Most) {
        return STATUS_QUOTA_EXCEEDED; // want lock-not-released "first->Mutex is still held at this return of ByCallees"
    }
    ExReleaseFastMutex(&first->Mutex);
    TakeOf(second);
    if (second->Count >= Most) {
        return STATUS_QUOTA_EXCEEDED; // want lock-not-released "second->Mutex is still held at this return of ByCallees"
    }
    ExReleaseFastMutex(&second->Mutex);
    return STATUS_SUCCESS; // ok lock-not-released
}

NTSTATUS ByCast(PVOID Context, ULONG Most)
{
    KIRQL oldIrql;
    KeAcquireSpinLock((PKSPIN_LOCK)&((PDEVICE_EXTENSION)Context)->Lock, &oldIrql);
    if (Most == 0) {
        return STATUS_QUOTA_EXCEEDED; // want lock-not-released "((PDEVICE_EXTENSION)Context)->Lock is still held at this return of ByCast"
    }
    KeReleaseSpinLock(&((PDEVICE_EXTENSION)Context)->Lock, oldIrql);
    return STATUS_SUCCESS; // ok lock-not-released
}

// What the caller holds is called as it is released here.
VOID TwiceForCaller(PDEVICE_OBJECT DeviceObject)
{
    PDEVICE_EXTENSION ext = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;
    ExReleaseFastMutex(&ext->Mutex);
    ext->Count = 0;
    ExReleaseFastMutex(&ext->Mutex); // want lock-released-twice "ext->Mutex is released here, but it is released already"
}
