#include <ntddk.h>

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    FAST_MUTEX Mutex;
    KEVENT Idle;
    BOOLEAN Stopping;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

VOID WaitUntilIdle(PDEVICE_EXTENSION Ext)
{
    KeWaitForSingleObject(&Ext->Idle, Executive, KernelMode, FALSE, NULL); // ok wait-with-spin-lock
}

VOID Direct(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    Ext->Stopping = TRUE;
    KeWaitForSingleObject(&Ext->Idle, Executive, KernelMode, FALSE, NULL); // want wait-with-spin-lock "KeWaitForSingleObject waits, but Direct holds Ext->Lock here"; ok irql-too-high
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
}

VOID ThroughAFunction(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    WaitUntilIdle(Ext); // want wait-with-spin-lock "WaitUntilIdle leads to KeWaitForSingleObject, which waits, but ThroughAFunction holds Ext->Lock"
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
}

VOID OnAPath(PDEVICE_EXTENSION Ext, ULONG Flags)
{
    KIRQL oldIrql = PASSIVE_LEVEL;
    if (Flags & 1) {
        KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    }
    WaitUntilIdle(Ext); // want wait-with-spin-lock "holds Ext->Lock here on a path"
    if (Flags & 1) {
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
    }
}

VOID MutexUnderSpinLock(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    ExAcquireFastMutex(&Ext->Mutex); // want wait-with-spin-lock "ExAcquireFastMutex waits"
    ExReleaseFastMutex(&Ext->Mutex);
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
}

NTSTATUS Polls(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    LARGE_INTEGER zero;
    NTSTATUS status;
    zero.QuadPart = 0;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    status = KeWaitForSingleObject(&Ext->Idle, Executive, KernelMode, FALSE, &zero); // ok wait-with-spin-lock
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    return status;
}

VOID AfterIt(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    Ext->Stopping = TRUE;
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    WaitUntilIdle(Ext); // ok wait-with-spin-lock
}

VOID UnderAMutex(PDEVICE_EXTENSION Ext)
{
    ExAcquireFastMutex(&Ext->Mutex);
    WaitUntilIdle(Ext); // ok wait-with-spin-lock
    ExReleaseFastMutex(&Ext->Mutex);
}
