#pragma once

#include <ntddk.h>
#include "ioctl.h"

#define TEST_POOL_TAG 'tseT'

typedef struct _QUEUE {
    PVOID Entries;
    ULONG Count;
} QUEUE, *PQUEUE;

NTSTATUS QueueCreate(_Inout_ PQUEUE Queue, _In_ ULONG Count);
VOID QueueDelete(_Inout_ PQUEUE Queue);
