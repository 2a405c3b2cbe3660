#pragma once

typedef struct _EXTENSION
{
    KSPIN_LOCK Lock;
    KIRQL OldIrql;
    ULONG Opened;
} EXTENSION, *PEXTENSION;

VOID LockExtension(_In_ PEXTENSION Extension, _Out_ PKIRQL OldIrql);

VOID UnlockExtension(_In_ PEXTENSION Extension, _In_ KIRQL OldIrql);

_IRQL_raises_(DISPATCH_LEVEL)
_IRQL_saves_
KIRQL LockAnnotated(_In_ PEXTENSION Extension);
