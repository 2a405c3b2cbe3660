#include <ntddk.h>
#include "locks.h"

VOID LockExtension(_In_ PEXTENSION Extension, _Out_ PKIRQL OldIrql) // want irql-function-not-annotated hint "LockExtension returns at another IRQL than it is called at"
{
    KeAcquireSpinLock(&Extension->Lock, OldIrql);
}

VOID UnlockExtension(_In_ PEXTENSION Extension, _In_ KIRQL OldIrql) // want irql-function-not-annotated
{
    KeReleaseSpinLock(&Extension->Lock, OldIrql);
}

_Use_decl_annotations_
KIRQL LockAnnotated(PEXTENSION Extension) // ok irql-function-not-annotated
{
    KIRQL old;
    KeAcquireSpinLock(&Extension->Lock, &old);
    return old;
}

static KIRQL LockForResult(_In_ PKSPIN_LOCK Lock) // want irql-function-not-annotated
{
    KIRQL old;
    KeAcquireSpinLock(Lock, &old);
    return old;
}

static KIRQL LockWithoutSal(PKSPIN_LOCK Lock) // ok irql-function-not-annotated
{
    KIRQL old;
    KeAcquireSpinLock(Lock, &old);
    return old;
}

static KIRQL LockOldWords(IN PKSPIN_LOCK Lock) // ok irql-function-not-annotated
{
    KIRQL old;
    KeAcquireSpinLock(Lock, &old);
    return old;
}

_IRQL_requires_(PASSIVE_LEVEL)
static VOID ThereAndBack(_In_ PEXTENSION Extension) // ok irql-function-not-annotated
{
    KIRQL old;
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    Extension->Opened++;
    KeLowerIrql(PASSIVE_LEVEL);
}

VOID Count(_In_ PEXTENSION Extension) // ok irql-function-not-annotated
{
    KIRQL old;

    KeAcquireSpinLock(&Extension->Lock, &old);
    Extension->Opened++;
    KeReleaseSpinLock(&Extension->Lock, old);
}

static VOID LockAtDispatch(_In_ PEXTENSION Extension) // ok irql-function-not-annotated
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
