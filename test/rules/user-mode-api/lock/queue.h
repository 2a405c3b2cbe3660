#include <ntddk.h>

typedef struct _QUEUE {
    LIST_ENTRY Head;
    CRITICAL_SECTION Lock;
} QUEUE, *PQUEUE;

VOID QueueStart(PQUEUE Queue);
