#include "ring.h"

BOOLEAN RingInterrupt(PKINTERRUPT Interrupt, PVOID Context)
{
    PRING ring = Context;

    UNREFERENCED_PARAMETER(Interrupt);
    // The rest is done in the DPC.
    KeInsertQueueDpc(&ring->Dpc, NULL, NULL);
    return TRUE;
}

static VOID RingConsume(PRING Ring)
{
    Ring->Used--;
}

VOID RingDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PRING ring = Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    RingConsume(ring);
}

ULONG RingUsed(PRING Ring)
{
    KIRQL old;
    ULONG used;

    KeAcquireSpinLock(&Ring->Lock, &old);
    used = Ring->Used;
    KeReleaseSpinLock(&Ring->Lock, old);
    return used;
}

_IRQL_requires_max_(APC_LEVEL)
VOID RingReset(PRING Ring)
{
    Ring->Used = 0;
}
