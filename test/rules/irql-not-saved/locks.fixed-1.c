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
    KeAcquireSpinLockAtDpcLevel(&To->Lock);
    To->Count += From->Count;
    From->Count = 0;
    KeReleaseSpinLockFromDpcLevel(&To->Lock);
    KeReleaseSpinLock(&From->Lock, oldIrql);
}

_IRQL_requires_max_(APC_LEVEL)
VOID MoveLow(PQUEUE From, PQUEUE To)
{
    KIRQL oldIrql;

    oldIrql = KeAcquireSpinLockRaiseToDpc(&From->Lock);
    KeAcquireSpinLockAtDpcLevel(&To->Lock);
    To->Count += From->Count;
    KeReleaseSpinLockFromDpcLevel(&To->Lock);
    KeReleaseSpinLock(&From->Lock, oldIrql);
}
