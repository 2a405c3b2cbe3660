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
    _IRQL_raises_(DISPATCH_LEVEL)
    _At_(*OldIrql, _IRQL_saves_)
    _Acquires_lock_(Queue->Lock)
    VOID LockQueue(_Inout_ PQUEUE Queue, _Out_ PKIRQL OldIrql);
#ifdef __cplusplus
}
#endif

/* The definition takes over what stands here. */
_At_(OldIrql, _IRQL_restores_)
_Releases_lock_(Queue->Lock)
VOID UnlockQueue(_Inout_ PQUEUE Queue, _In_ KIRQL OldIrql);

/* Nothing can be said of a parameter that has no name. */
VOID LockUnnamed(_Inout_ PQUEUE, _Out_ PKIRQL);
