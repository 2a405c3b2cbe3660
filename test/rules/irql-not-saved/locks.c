/* Two locks and one variable: the first one's level is gone. */
#include <ntddk.h>

typedef struct _QUEUE
{
    KSPIN_LOCK Lock;
    ULONG Count;
} QUEUE, *PQUEUE;

VOID Move(PQUEUE From, PQUEUE To)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&From->Lock, &oldIrql);
    KeAcquireSpinLock(&To->Lock, &oldIrql);          // want irql-not-saved "oldIrql still holds the level to go back to, but is overwritten with DISPATCH_LEVEL here"; ok spin-lock-at-wrong-level
    To->Count += From->Count;
    From->Count = 0;
    KeReleaseSpinLock(&To->Lock, oldIrql);
    KeReleaseSpinLock(&From->Lock, oldIrql);
}                                                    // ok irql-not-restored

_IRQL_requires_max_(APC_LEVEL)
VOID MoveLow(PQUEUE From, PQUEUE To)
{
    KIRQL oldIrql;

    oldIrql = KeAcquireSpinLockRaiseToDpc(&From->Lock);
    oldIrql = KeAcquireSpinLockRaiseToDpc(&To->Lock); // want irql-not-saved error "oldIrql still holds the level to go back to, but is overwritten with DISPATCH_LEVEL here"
    To->Count += From->Count;
    KeReleaseSpinLock(&To->Lock, oldIrql);
    KeReleaseSpinLock(&From->Lock, oldIrql);
}
