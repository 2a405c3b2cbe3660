#include "ring.h"

KDEFERRED_ROUTINE RingDpc;

VOID RingDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PRING ring = Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    KeAcquireSpinLockAtDpcLevel(&ring->Lock);
    ring->Count++;
    KeReleaseSpinLockFromDpcLevel(&ring->Lock);
}

PRING RingCreate(VOID)
{
    PRING ring = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(RING), RING_TAG);

    if (ring == NULL) {
        return NULL;
    }
    ExInitializeFastMutex(&ring->Readers);
    ExInitializeFastMutex(&ring->Writers);
    KeInitializeSpinLock(&ring->Lock);
    KeInitializeDpc(&ring->Dpc, RingDpc, ring);
    return ring;
}

VOID RingDrain(PRING Ring)
{
    ExAcquireFastMutex(&Ring->Readers);
    ExAcquireFastMutex(&Ring->Writers);
    Ring->Count = 0;
    ExReleaseFastMutex(&Ring->Writers);
    ExReleaseFastMutex(&Ring->Readers);
}

VOID RingFill(PRING Ring)
{
    ExAcquireFastMutex(&Ring->Writers);
    ExAcquireFastMutex(&Ring->Readers);
    Ring->Count = 16;
    ExReleaseFastMutex(&Ring->Readers);
    ExReleaseFastMutex(&Ring->Writers);
}
