// Two locks in two orders, here and through calls.
#include <ntddk.h>

typedef struct _SESSION SESSION, *PSESSION;

typedef struct _ADAPTER {
    FAST_MUTEX Mutex;
    KSPIN_LOCK Lock;
    KSPIN_LOCK StatsLock;
    ERESOURCE Table;
    LIST_ENTRY Sessions;
    ULONG Count;
} ADAPTER, *PADAPTER;

struct _SESSION {
    LIST_ENTRY Entry;
    PADAPTER Adapter;
    FAST_MUTEX Mutex;
    KSPIN_LOCK Lock;
    EX_PUSH_LOCK Push;
    ERESOURCE Resource;
    ULONG Pending;
};

FAST_MUTEX g_Names;
static KSPIN_LOCK g_Pool;

// The adapter first, in two functions; the session first, in one.

VOID Queue(PADAPTER Adapter, PSESSION Session)
{
    ExAcquireFastMutex(&Adapter->Mutex);
    ExAcquireFastMutex(&Session->Mutex); // ok lock-order
    Session->Pending++;
    ExReleaseFastMutex(&Session->Mutex);
    ExReleaseFastMutex(&Adapter->Mutex);
}

VOID QueueTwice(PADAPTER Adapter, PSESSION Session)
{
    ExAcquireFastMutex(&Adapter->Mutex);
    ExAcquireFastMutex(&Session->Mutex); // ok lock-order
    Session->Pending += 2;
    ExReleaseFastMutex(&Session->Mutex);
    ExReleaseFastMutex(&Adapter->Mutex);
}

VOID Close(PSESSION Session)
{
    PADAPTER adapter = Session->Adapter;

    ExAcquireFastMutex(&Session->Mutex);
    ExAcquireFastMutex(&adapter->Mutex); // want lock-order "is taken while Session->Mutex is held, but Queue takes them in the other order"
    adapter->Count--;
    ExReleaseFastMutex(&adapter->Mutex);
    ExReleaseFastMutex(&Session->Mutex);
}

// Through calls, by locks that the callees are given and by such that they know.

static VOID Take(PKSPIN_LOCK Lock, PKIRQL OldIrql)
{
    KeAcquireSpinLock(Lock, OldIrql);
}

static VOID CountOne(PADAPTER Adapter)
{
    KeAcquireSpinLockAtDpcLevel(&Adapter->StatsLock);
    Adapter->Count++;
    KeReleaseSpinLockFromDpcLevel(&Adapter->StatsLock);
}

static VOID CountBoth(PADAPTER Adapter)
{
    CountOne(Adapter);
}

VOID Send(PSESSION Session)
{
    KIRQL oldIrql;
    Take(&Session->Lock, &oldIrql);
    CountBoth(Session->Adapter); // want lock-order "Session->Adapter->StatsLock is taken while Session->Lock is held, but Receive"
    KeReleaseSpinLock(&Session->Lock, oldIrql);
}

VOID Receive(PADAPTER Adapter, PSESSION Session)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Adapter->StatsLock, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&Session->Lock); // ok lock-order
    Session->Pending--;
    KeReleaseSpinLockFromDpcLevel(&Session->Lock);
    KeReleaseSpinLock(&Adapter->StatsLock, oldIrql);
}

// A variable of the file and a field.

VOID Allocate(PADAPTER Adapter)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&g_Pool, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&Adapter->Lock); // want lock-order "is taken while g_Pool is held, but Free takes"
    Adapter->Count++;
    KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
    KeReleaseSpinLock(&g_Pool, oldIrql);
}

VOID Free(PADAPTER Adapter)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Adapter->Lock, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&g_Pool); // ok lock-order
    Adapter->Count--;
    KeReleaseSpinLockFromDpcLevel(&g_Pool);
    KeReleaseSpinLock(&Adapter->Lock, oldIrql);
}
