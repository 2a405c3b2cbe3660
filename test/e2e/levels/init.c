#include "ring.h"

VOID RingInitialize(PRING Ring)
{
    KeInitializeSpinLock(&Ring->Lock);
    KeInitializeDpc(&Ring->Dpc, RingDpc, Ring);
}

VOID RingInitializeAgain(PRING Ring)
{
    KeInitializeDpc(&Ring->Dpc, RingDpc, NULL);
}
