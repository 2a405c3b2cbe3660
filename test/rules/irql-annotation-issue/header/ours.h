#pragma once

typedef struct _QUEUE_LOCK
{
    KSPIN_LOCK Lock;
    KIRQL OldIrql;
} QUEUE_LOCK, *PQUEUE_LOCK;

_IRQL_requires_max_(PASSIVE_LEVEL) VOID Flush(PDEVICE_OBJECT Device); // ok irql-annotation-issue
_IRQL_requires_max_(PASSIVE_LEVEL) VOID Reset(PDEVICE_OBJECT Device);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID Stop(PDEVICE_OBJECT Device);
VOID Narrower(PDEVICE_OBJECT Device);

#ifdef STRICT_LEVELS
_IRQL_requires_max_(DISPATCH) VOID Strict(PIRP Irp); // ok irql-annotation-issue
#endif
