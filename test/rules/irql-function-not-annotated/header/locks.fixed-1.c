#include <ntddk.h>
#include "locks.h"

_IRQL_raises_(DISPATCH_LEVEL)
_At_(*OldIrql, _IRQL_saves_)
_Acquires_lock_(Extension->Lock)
VOID LockExtension(_In_ PEXTENSION Extension, _Out_ PKIRQL OldIrql)
{
    KeAcquireSpinLock(&Extension->Lock, OldIrql);
}

_At_(OldIrql, _IRQL_restores_)
_Releases_lock_(Extension->Lock)
VOID UnlockExtension(_In_ PEXTENSION Extension, _In_ KIRQL OldIrql)
{
    KeReleaseSpinLock(&Extension->Lock, OldIrql);
}

_Use_decl_annotations_
KIRQL LockAnnotated(PEXTENSION Extension)
{
    KIRQL old;
    KeAcquireSpinLock(&Extension->Lock, &old);
    return old;
}

_IRQL_saves_
_IRQL_raises_(DISPATCH_LEVEL)
_Acquires_lock_(*Lock)
static KIRQL LockForResult(_In_ PKSPIN_LOCK Lock)
{
    KIRQL old;
    KeAcquireSpinLock(Lock, &old);
    return old;
}

static KIRQL LockWithoutSal(PKSPIN_LOCK Lock)
{
    KIRQL old;
    KeAcquireSpinLock(Lock, &old);
    return old;
}

static KIRQL LockOldWords(IN PKSPIN_LOCK Lock)
{
    KIRQL old;
    KeAcquireSpinLock(Lock, &old);
    return old;
}

_IRQL_requires_(PASSIVE_LEVEL)
static VOID ThereAndBack(_In_ PEXTENSION Extension)
{
    KIRQL old;
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    Extension->Opened++;
    KeLowerIrql(PASSIVE_LEVEL);
}

VOID Count(_In_ PEXTENSION Extension)
{
    KIRQL old;

    KeAcquireSpinLock(&Extension->Lock, &old);
    Extension->Opened++;
    KeReleaseSpinLock(&Extension->Lock, old);
}

static VOID LockAtDispatch(_In_ PEXTENSION Extension)
{
    KeAcquireSpinLockAtDpcLevel(&Extension->Lock);
}

VOID Use(_In_ PEXTENSION Extension)
{
    KIRQL old = LockForResult(&Extension->Lock);
    KIRQL other;

    KeReleaseSpinLock(&Extension->Lock, old);
    old = LockWithoutSal(&Extension->Lock);
    KeReleaseSpinLock(&Extension->Lock, old);
    LockExtension(Extension, &other);
    UnlockExtension(Extension, other);
}
