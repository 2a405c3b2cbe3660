#include <ntddk.h>

typedef struct _EXTENSION
{
    KSPIN_LOCK Lock;
    FAST_MUTEX Mutex;
    ULONG Opened;
    BOOLEAN IsShared;
} EXTENSION, *PEXTENSION;

KDEFERRED_ROUTINE OnTimer;
KDEFERRED_ROUTINE OnTimerAsserting;
_IRQL_requires_max_(APC_LEVEL) VOID CountOpen(PEXTENSION Extension);
VOID CountShared(PEXTENSION Extension);
VOID CountClose(PEXTENSION Extension);
VOID CountThrough(PEXTENSION Extension);
VOID CountInMutex(PEXTENSION Extension);
VOID CountLocked(PEXTENSION Extension);
VOID CountMarked(PEXTENSION Extension);
VOID Raise(VOID);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, CountOpen, CountShared, CountThrough, CountInMutex, CountMarked)
#pragma alloc_text(PAGE, OnTimer, OnTimerAsserting, Raise)
#pragma alloc_text(PAGELOCK, CountLocked)
#endif
#ifdef PAGE_MORE
#pragma alloc_text(PAGE, CountClose)
#endif

VOID CountOpen(PEXTENSION Extension)
{
    KIRQL old;

    PAGED_CODE();

    KeAcquireSpinLock(&Extension->Lock, &old); // want paged-code-at-raised-irql error "CountOpen is pageable, but runs at DISPATCH_LEVEL after KeAcquireSpinLock"
    Extension->Opened++;
    KeReleaseSpinLock(&Extension->Lock, old);

    KeAcquireSpinLock(&Extension->Lock, &old); // ok paged-code-at-raised-irql
    KeReleaseSpinLock(&Extension->Lock, old);
}

VOID CountShared(PEXTENSION Extension)
{
    KIRQL old = PASSIVE_LEVEL;

    PAGED_CODE();

    if (Extension->IsShared) {
        KeAcquireSpinLock(&Extension->Lock, &old); // want paged-code-at-raised-irql warning "CountShared"
    }
    Extension->Opened++;
    if (Extension->IsShared) {
        KeReleaseSpinLock(&Extension->Lock, old);
    }
}

VOID CountClose(PEXTENSION Extension)
{
    KIRQL old;

    KeAcquireSpinLock(&Extension->Lock, &old); // ok paged-code-at-raised-irql
    Extension->Opened--;
    KeReleaseSpinLock(&Extension->Lock, old);
}

static KIRQL LockExtension(PEXTENSION Extension)
{
    KIRQL old;
    KeAcquireSpinLock(&Extension->Lock, &old); // ok paged-code-at-raised-irql
    return old;
}

static VOID UnlockExtension(PEXTENSION Extension, KIRQL Old)
{
    KeReleaseSpinLock(&Extension->Lock, Old);
}

VOID CountThrough(PEXTENSION Extension)
{
    KIRQL old;

    PAGED_CODE();

    CountClose(Extension);             // ok paged-code-at-raised-irql
    old = LockExtension(Extension);    // want paged-code-at-raised-irql "runs at DISPATCH_LEVEL after LockExtension"
    Extension->Opened++;
    UnlockExtension(Extension, old);
}

VOID CountInMutex(PEXTENSION Extension)
{
    PAGED_CODE();

    ExAcquireFastMutex(&Extension->Mutex); // ok paged-code-at-raised-irql
    Extension->Opened++;
    ExReleaseFastMutex(&Extension->Mutex);
}

VOID CountLocked(PEXTENSION Extension)
{
    KIRQL old;

    PAGED_CODE_LOCKED();

    KeAcquireSpinLock(&Extension->Lock, &old); // ok paged-code-at-raised-irql
    Extension->Opened++;
    KeReleaseSpinLock(&Extension->Lock, old);
}

VOID CountMarked(PEXTENSION Extension)
{
    KIRQL old;

    PAGED_CODE_LOCKED();

    KeAcquireSpinLock(&Extension->Lock, &old); // ok paged-code-at-raised-irql
    Extension->Opened++;
    KeReleaseSpinLock(&Extension->Lock, old);
}

VOID OnTimer(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2) // want paged-code-at-raised-irql error "OnTimer is pageable, but is called at DISPATCH_LEVEL"; want paged-code-missing
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    DbgPrint("%p\n", Context);
}

VOID OnTimerAsserting(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2) // ok paged-code-at-raised-irql
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    PAGED_CODE(); // want irql-too-high
    DbgPrint("%p\n", Context);
}

VOID Raise(VOID) // ok paged-code-at-raised-irql
{
    KIRQL old;

    PAGED_CODE();

    KeRaiseIrql(APC_LEVEL, &old); // ok paged-code-at-raised-irql
    DbgPrint("no kernel APCs\n");
    KeLowerIrql(old);
}
