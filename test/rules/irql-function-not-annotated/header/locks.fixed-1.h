#pragma once

typedef struct _EXTENSION
{
    KSPIN_LOCK Lock;
    KIRQL OldIrql;
    ULONG Opened;
} EXTENSION, *PEXTENSION;

_IRQL_raises_(DISPATCH_LEVEL)
_At_(*OldIrql, _IRQL_saves_)
_Acquires_lock_(Extension->Lock)
VOID LockExtension(_In_ PEXTENSION Extension, _Out_ PKIRQL OldIrql);

_At_(OldIrql, _IRQL_restores_)
_Releases_lock_(Extension->Lock)
VOID UnlockExtension(_In_ PEXTENSION Extension, _In_ KIRQL OldIrql);

_IRQL_raises_(DISPATCH_LEVEL)
_IRQL_saves_
KIRQL LockAnnotated(_In_ PEXTENSION Extension);
