#pragma once

typedef struct _QUEUE
{
    KSPIN_LOCK Lock;
    LIST_ENTRY Entries;
} QUEUE, *PQUEUE;

#ifdef __cplusplus
extern "C" {
#endif
    /* The definition names its parameters in its own way. */
    VOID LockQueue(_Inout_ PQUEUE Queue, _Out_ PKIRQL OldIrql);
#ifdef __cplusplus
}
#endif

/* The definition takes over what stands here. */
VOID UnlockQueue(_Inout_ PQUEUE Queue, _In_ KIRQL OldIrql);

/* Nothing can be said of a parameter that has no name. */
VOID LockUnnamed(_Inout_ PQUEUE, _Out_ PKIRQL);
