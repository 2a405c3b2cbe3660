#include <ntddk.h>

_IRQL_always_function_max_(APC_LEVEL)
VOID CountUnderSpinLock(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);               // want irql-set-too-high "raises the level to DISPATCH_LEVEL"
    ++*Counter;
    KeReleaseSpinLock(Lock, oldIrql);                // ok irql-set-too-high
}

_IRQL_always_function_max_(PASSIVE_LEVEL)
VOID CountUnderMutex(PFAST_MUTEX Mutex, PULONG Counter)
{
    ExAcquireFastMutex(Mutex);                       // want irql-set-too-high "raises the level to APC_LEVEL"
    ++*Counter;
    ExReleaseFastMutex(Mutex);
}

_IRQL_always_function_max_(DISPATCH_LEVEL)
VOID CountRaised(PULONG Counter)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);           // ok irql-set-too-high
    ++*Counter;
    KeLowerIrql(oldIrql);
}

static VOID LockAndCount(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);               // ok irql-set-too-high
    ++*Counter;
    KeReleaseSpinLock(Lock, oldIrql);
}

/* What it calls comes back at the level it was called at. */
_IRQL_always_function_max_(APC_LEVEL)
VOID CountElsewhere(PKSPIN_LOCK Lock, PULONG Counter)
{
    LockAndCount(Lock, Counter);                     // todo-want irql-set-too-high
}

/* Only says at which levels it may be called. */
_IRQL_requires_max_(APC_LEVEL)
VOID CountCalledLow(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);               // ok irql-set-too-high
    ++*Counter;
    KeReleaseSpinLock(Lock, oldIrql);
}
