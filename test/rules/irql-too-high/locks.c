// Calls under spin locks and at raised levels, in the function itself.
#include <ntddk.h>

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    KSPIN_LOCK QueueLock;
    FAST_MUTEX Mutex;
    KIRQL OldIrql;
    KEVENT Idle;
    HANDLE File;
    UNICODE_STRING Name;
    BOOLEAN NeedsLock;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

VOID CloseUnderLock(PDEVICE_EXTENSION Extension)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    ZwClose(Extension->File); // want irql-too-high "ZwClose is called at DISPATCH_LEVEL, but may be called at PASSIVE_LEVEL only"
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
    ZwClose(Extension->File); // ok irql-too-high
}

NTSTATUS WaitUnderLock(PDEVICE_EXTENSION Extension, PLARGE_INTEGER Timeout)
{
    LARGE_INTEGER now = {0};
    KIRQL oldIrql = KeRaiseIrqlToDpcLevel();

    KeWaitForSingleObject(&Extension->Idle, Executive, KernelMode, FALSE, NULL); // want irql-too-high "at most"
    KeWaitForSingleObject(&Extension->Idle, Executive, KernelMode, FALSE, &now); // ok irql-too-high
    KeWaitForSingleObject(&Extension->Idle, Executive, KernelMode, FALSE, Timeout); // ok irql-too-high
    KeSetEvent(&Extension->Idle, IO_NO_INCREMENT, FALSE); // ok irql-too-high
    KeLowerIrql(oldIrql);
    return KeWaitForSingleObject(&Extension->Idle, Executive, KernelMode, FALSE, NULL); // ok irql-too-high
}

PVOID AllocateUnderLock(PDEVICE_EXTENSION Extension, SIZE_T Size)
{
    PVOID paged;
    PVOID resident;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    paged = ExAllocatePool2(POOL_FLAG_PAGED, Size, 'gaPd'); // want irql-too-high "APC_LEVEL at most"
    resident = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, 'seRd'); // ok irql-too-high
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
    return paged != NULL ? paged : resident;
}

VOID SecondLockStillHeld(PDEVICE_EXTENSION Extension)
{
    KIRQL outer;
    KIRQL inner;

    KeAcquireSpinLock(&Extension->Lock, &outer);
    KeAcquireSpinLock(&Extension->QueueLock, &inner); // want spin-lock-at-wrong-level
    KeReleaseSpinLock(&Extension->QueueLock, inner);
    ZwClose(Extension->File); // want irql-too-high "DISPATCH_LEVEL"
    KeReleaseSpinLock(&Extension->Lock, outer);
    ZwClose(Extension->File); // ok irql-too-high
}

VOID OnOnePath(PDEVICE_EXTENSION Extension, BOOLEAN Busy)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    if (!Busy) {
        KeReleaseSpinLock(&Extension->Lock, oldIrql);
    }
    ZwClose(Extension->File); // want irql-too-high "on a path"
    if (Busy) {
        KeReleaseSpinLock(&Extension->Lock, oldIrql);
    }
}

VOID SameConditionTwice(PDEVICE_EXTENSION Extension)
{
    KIRQL oldIrql = PASSIVE_LEVEL;

    if (Extension->NeedsLock) {
        KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    }
    Extension->Name.Length = 0;
    if (Extension->NeedsLock) {
        KeReleaseSpinLock(&Extension->Lock, oldIrql);
    }
    ZwClose(Extension->File); // ok irql-too-high
}

VOID AsksFirst(PDEVICE_EXTENSION Extension)
{
    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        ZwClose(Extension->File); // ok irql-too-high
    }
    if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
        ZwClose(Extension->File); // want irql-too-high "DISPATCH_LEVEL or above"
    }
}

VOID FastMutexIsApc(PDEVICE_EXTENSION Extension)
{
    ExAcquireFastMutex(&Extension->Mutex);
    ZwClose(Extension->File); // want irql-too-high "APC_LEVEL"
    KeWaitForSingleObject(&Extension->Idle, Executive, KernelMode, FALSE, NULL); // ok irql-too-high
    ExReleaseFastMutex(&Extension->Mutex);
}

// The level that the lock was taken at is not known: nobody says that it is a raised one.
VOID LevelOfTheCaller(PDEVICE_EXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
    ZwClose(Extension->File); // ok irql-too-high
}
