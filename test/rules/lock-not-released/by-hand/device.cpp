// Locks held by hand where the driver has a guard, and where that would not do the same.
#include "guard.h"

ULONG Count(Device* device)
{
    SpinGuard hold(&device->Lock);
    return device->Count;
}

NTSTATUS Add(Device* device, ULONG count)
{
    KIRQL oldIrql;
    NTSTATUS status = STATUS_SUCCESS;

    KeAcquireSpinLock(&device->Lock, &oldIrql);
    if (count == 0) {
        KeReleaseSpinLock(&device->Lock, oldIrql);
        return STATUS_INVALID_PARAMETER;
    }
    if (device->Count + count > device->Limit) {
        return STATUS_QUOTA_EXCEEDED;                // want lock-not-released "still held at this return of Add"
    }
    device->Count += count;
    KeReleaseSpinLock(&device->Lock, oldIrql);
    return status;
}

VOID Take(Device* device)
{
    if (device->Limit != 0) {
        KIRQL irql;
        KeAcquireSpinLock(&device->Lock, &irql);
        if (device->Count == 0) {
            return;                                  // want lock-not-released
        }
        device->Count--;
        KeReleaseSpinLock(&device->Lock, irql);
    }
}

// The lock is released before others hear of it.
ULONG AddAndTell(Device* device)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&device->Lock, &oldIrql);
    if (device->Count == device->Limit) {
        return 0;                                    // want lock-not-released
    }
    device->Count++;
    KeReleaseSpinLock(&device->Lock, oldIrql);
    return Notify(device);
}

VOID AddAndGoOn(Device* device)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&device->Lock, &oldIrql);
    if (device->Count == device->Limit) {
        return;                                      // want lock-not-released
    }
    device->Count++;
    KeReleaseSpinLock(&device->Lock, oldIrql);
    Notify(device);
}

// What is traced when the function is left is traced without the lock.
VOID AddTraced(Device* device)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&device->Lock, &oldIrql);
    Trace trace;
    if (device->Count == device->Limit) {
        return;                                      // want lock-not-released
    }
    device->Count++;
    KeReleaseSpinLock(&device->Lock, oldIrql);
}

// The guard holds spin locks.
VOID AddUnderMutex(Device* device)
{
    ExAcquireFastMutex(&device->Mutex);
    if (device->Count == device->Limit) {
        return;                                      // want lock-not-released
    }
    device->Count++;
    ExReleaseFastMutex(&device->Mutex);
}
