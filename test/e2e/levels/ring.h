#pragma once

#include <ntddk.h>

typedef struct _RING {
    KSPIN_LOCK Lock;
    KDPC Dpc;
    ULONG Used;
} RING, *PRING;

KSERVICE_ROUTINE RingInterrupt;
KDEFERRED_ROUTINE RingDpc;

VOID RingInitialize(PRING Ring);
