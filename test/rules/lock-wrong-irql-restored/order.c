#include <ntddk.h>

typedef struct _QUEUE {
    KSPIN_LOCK Lock;
    LIST_ENTRY Entries;
    ULONG Count;
} QUEUE, *PQUEUE;

KDEFERRED_ROUTINE OnDpc;

VOID WrongOrder(PQUEUE From, PQUEUE To)
{
    KIRQL fromIrql, toIrql;
    KeAcquireSpinLock(&From->Lock, &fromIrql);
    KeAcquireSpinLock(&To->Lock, &toIrql); // want spin-lock-at-wrong-level "already"
    To->Count = From->Count;
    KeReleaseSpinLock(&From->Lock, fromIrql); // want lock-wrong-irql-restored "Releasing From->Lock puts the level back to what it was while To->Lock is still held"
    KeReleaseSpinLock(&To->Lock, toIrql);
}

_IRQL_requires_max_(APC_LEVEL)
VOID SurelyWrong(PQUEUE From, PQUEUE To)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&From->Lock, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&To->Lock);
    To->Count = From->Count;
    KeReleaseSpinLock(&From->Lock, oldIrql); // want lock-wrong-irql-restored "puts the level back to APC_LEVEL or below while To->Lock is still held"
    KeReleaseSpinLockFromDpcLevel(&To->Lock);
}

VOID Crossed(PQUEUE From, PQUEUE To)
{
    KIRQL fromIrql, toIrql;
    KeAcquireSpinLock(&From->Lock, &fromIrql);
    KeAcquireSpinLock(&To->Lock, &toIrql); // want spin-lock-at-wrong-level "already"
    To->Count = From->Count;
    KeReleaseSpinLock(&To->Lock, fromIrql); // want lock-wrong-irql-restored "Releasing To->Lock puts the level back to what it was while From->Lock is still held"
    KeReleaseSpinLock(&From->Lock, toIrql);
}

VOID HandOver(PQUEUE From, PQUEUE To)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&From->Lock, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&To->Lock);
    KeReleaseSpinLockFromDpcLevel(&From->Lock);
    To->Count++;
    KeReleaseSpinLock(&To->Lock, oldIrql); // ok lock-wrong-irql-restored
}

VOID RightOrder(PQUEUE From, PQUEUE To)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&From->Lock, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&To->Lock);
    KeReleaseSpinLockFromDpcLevel(&To->Lock);
    KeReleaseSpinLock(&From->Lock, oldIrql); // ok lock-wrong-irql-restored
}

VOID OnDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PQUEUE from = First;
    PQUEUE to = Second;
    KIRQL fromIrql;
    KeAcquireSpinLock(&from->Lock, &fromIrql); // want spin-lock-at-wrong-level "already"
    KeAcquireSpinLockAtDpcLevel(&to->Lock);
    KeReleaseSpinLock(&from->Lock, fromIrql); // ok lock-wrong-irql-restored
    KeReleaseSpinLockFromDpcLevel(&to->Lock);
}

VOID NeverSaved(PQUEUE Queue)
{
    KIRQL oldIrql, otherIrql;
    KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    Queue->Count++;
    KeReleaseSpinLock(&Queue->Lock, otherIrql); // want lock-wrong-irql-restored "Queue->Lock is released with otherIrql, in which no level is saved"
}

VOID SavedOnOnePath(PQUEUE Queue, BOOLEAN AtDpc)
{
    KIRQL oldIrql;
    if (AtDpc) {
        KeAcquireSpinLockAtDpcLevel(&Queue->Lock);
    } else {
        KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    }
    Queue->Count++;
    KeReleaseSpinLock(&Queue->Lock, oldIrql); // want lock-wrong-irql-restored "in which no level is saved on a path"
}

VOID EitherWay(PQUEUE Queue, BOOLEAN AtDpc)
{
    KIRQL oldIrql;
    if (AtDpc) {
        KeAcquireSpinLockAtDpcLevel(&Queue->Lock);
    } else {
        KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    }
    Queue->Count++;
    if (AtDpc) {
        KeReleaseSpinLockFromDpcLevel(&Queue->Lock);
    } else {
        KeReleaseSpinLock(&Queue->Lock, oldIrql); // ok lock-wrong-irql-restored
    }
}

VOID Mixed(PQUEUE From, PQUEUE To)
{
    KIRQL fromIrql, toIrql;
    KeAcquireSpinLock(&From->Lock, &fromIrql);
    From->Count++;
    KeReleaseSpinLock(&From->Lock, fromIrql); // ok lock-wrong-irql-restored
    KeAcquireSpinLock(&To->Lock, &toIrql);
    To->Count++;
    KeReleaseSpinLock(&To->Lock, fromIrql); // want lock-wrong-irql-restored "To->Lock is released with fromIrql, which was saved when From->Lock was taken"
}

VOID Stored(PQUEUE Queue)
{
    KIRQL oldIrql;
    oldIrql = KeAcquireSpinLockRaiseToDpc(&Queue->Lock);
    Queue->Count++;
    KeReleaseSpinLock(&Queue->Lock, oldIrql); // ok lock-wrong-irql-restored
}

/* Whoever says that the level is DISPATCH_LEVEL means it. */
#define TAKE(lock, atDispatch) if (atDispatch) { NdisDprAcquireSpinLock(lock); } else { NdisAcquireSpinLock(lock); }
#define LEAVE(lock, atDispatch) if (atDispatch) { NdisDprReleaseSpinLock(lock); } else { NdisReleaseSpinLock(lock); }

typedef struct _FILTER
{
    NDIS_SPIN_LOCK Lock;
    PNDIS_RW_LOCK_EX Opens;
    ULONG Count;
} FILTER, *PFILTER;

VOID AddOpen(PFILTER Filter, BOOLEAN AtDispatch)
{
    LOCK_STATE_EX state;

    TAKE(&Filter->Lock, AtDispatch);
    NdisAcquireRWLockWrite(Filter->Opens, &state, NDIS_RWL_AT_DISPATCH_LEVEL);
    Filter->Count++;
    NdisReleaseRWLock(Filter->Opens, &state);        // ok lock-wrong-irql-restored
    LEAVE(&Filter->Lock, AtDispatch);
}
