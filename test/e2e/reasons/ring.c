#include "ring.h"

static VOID RingCount(PRING Ring)
{
    Ring->Count++;
}

VOID RingPut(PRING Ring)
{
    RingLock(Ring);
    RingCount(Ring);
    RingUnlock(Ring);
}

VOID RingReset(PRING Ring)
{
    Ring->Count = 0;
}
