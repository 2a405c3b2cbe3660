#include <ntddk.h>

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    ULONG Count;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

KDEFERRED_ROUTINE OnDpc;
KDEFERRED_ROUTINE OnOtherDpc;
KSERVICE_ROUTINE OnInterrupt;
KSTART_ROUTINE Worker;

VOID Worker(PVOID Context)
{
    PDEVICE_EXTENSION ext = Context;
    KeAcquireSpinLockAtDpcLevel(&ext->Lock); // want spin-lock-at-wrong-level "KeAcquireSpinLockAtDpcLevel is called at PASSIVE_LEVEL"
    ext->Count++;
    KeReleaseSpinLockFromDpcLevel(&ext->Lock);
}

BOOLEAN OnInterrupt(PKINTERRUPT Interrupt, PVOID Context)
{
    PDEVICE_EXTENSION ext = Context;
    KIRQL oldIrql;
    KeAcquireSpinLock(&ext->Lock, &oldIrql); // want spin-lock-at-wrong-level "KeAcquireSpinLock is called at DIRQL"; ok irql-too-high
    ext->Count++;
    KeReleaseSpinLock(&ext->Lock, oldIrql);
    return TRUE;
}

VOID OnDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PDEVICE_EXTENSION ext = Context;

    KeAcquireSpinLockAtDpcLevel(&ext->Lock); // want spin-lock-at-wrong-level "KeAcquireSpinLock raises the level, but it is DISPATCH_LEVEL already"
    if (ext->Count > 3) {
        KeReleaseSpinLockFromDpcLevel(&ext->Lock);
        return;
    }
    ext->Count++;
    KeReleaseSpinLockFromDpcLevel(&ext->Lock);
}

VOID OnOtherDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PDEVICE_EXTENSION ext = Context;
    KLOCK_QUEUE_HANDLE handle;
    KeAcquireInStackQueuedSpinLockAtDpcLevel(&ext->Lock, &handle); // want spin-lock-at-wrong-level "already"
    ext->Count++;
    KeReleaseInStackQueuedSpinLockFromDpcLevel(&handle);
    KeAcquireSpinLockAtDpcLevel(&ext->Lock); // ok spin-lock-at-wrong-level
    ext->Count++;
    KeReleaseSpinLockFromDpcLevel(&ext->Lock);
}

VOID Anywhere(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql); // ok spin-lock-at-wrong-level
    Ext->Count++;
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
}

VOID Raised(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&Ext->Lock); // ok spin-lock-at-wrong-level
    Ext->Count++;
    KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
    KeLowerIrql(oldIrql);
}
