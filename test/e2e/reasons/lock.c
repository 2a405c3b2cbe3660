#include "ring.h"

VOID RingLock(PRING Ring)
{
    KIRQL irql;

    KeAcquireSpinLock(&Ring->Lock, &irql);
    Ring->Irql = irql;
}

VOID RingUnlock(PRING Ring)
{
    KeReleaseSpinLock(&Ring->Lock, Ring->Irql);
}
