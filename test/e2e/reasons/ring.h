#pragma once
#include <ntddk.h>

typedef struct _RING {
    KSPIN_LOCK Lock;
    KIRQL Irql;
    ULONG Count;
} RING, *PRING;

VOID RingLock(PRING Ring);
VOID RingUnlock(PRING Ring);
