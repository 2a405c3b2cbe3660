// unit: target=10.0.19041
#pragma once

#include <ntddk.h>
#include "ioctl.h"

typedef struct _QUEUE {
    PVOID Entries;
    ULONG Count;
} QUEUE, *PQUEUE;

NTSTATUS QueueCreate(_Inout_ PQUEUE Queue, _In_ ULONG Count);
VOID QueueDelete(_Inout_ PQUEUE Queue);
