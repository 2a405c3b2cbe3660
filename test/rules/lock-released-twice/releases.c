#include <ntddk.h>

typedef struct _QUEUE {
    KSPIN_LOCK Lock;
    FAST_MUTEX Mutex;
    ERESOURCE Resource;
    LIST_ENTRY Entries;
    ULONG Count;
    BOOLEAN Closed;
} QUEUE, *PQUEUE;

VOID Straight(PQUEUE Queue)
{
    ExAcquireFastMutex(&Queue->Mutex);
    Queue->Count++;
    ExReleaseFastMutex(&Queue->Mutex); // ok lock-released-twice
    Queue->Closed = FALSE;
    ExReleaseFastMutex(&Queue->Mutex); // want lock-released-twice "Queue->Mutex is released here, but it is released already"
}

NTSTATUS FallsIntoCleanup(PQUEUE Queue)
{
    KIRQL oldIrql;
    NTSTATUS status = STATUS_SUCCESS;
    KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    if (Queue->Closed) {
        KeReleaseSpinLock(&Queue->Lock, oldIrql);
        status = STATUS_DELETE_PENDING;
        goto Exit;
    }
    Queue->Count++;
Exit:
    KeReleaseSpinLock(&Queue->Lock, oldIrql); // want lock-released-twice "released already on a path"
    return status;
}

VOID OnlySometimesTaken(PQUEUE Queue, ULONG Count)
{
    KIRQL oldIrql = PASSIVE_LEVEL;
    if (Count > Queue->Count) {
        KeAcquireSpinLock(&Queue->Lock, &oldIrql);
        Queue->Count = Count;
    }
    KeReleaseSpinLock(&Queue->Lock, oldIrql); // want lock-released-twice "it is not taken on every path to here"
}

VOID ReleaseIt(PQUEUE Queue)
{
    ExReleaseFastMutex(&Queue->Mutex); // ok lock-released-twice
}

VOID ThroughAFunction(PQUEUE Queue)
{
    ExAcquireFastMutex(&Queue->Mutex);
    ReleaseIt(Queue);
    ExReleaseFastMutex(&Queue->Mutex); // want lock-released-twice "released already"
}

// The caller's lock, put down for a moment.
VOID DropAndRetake(PQUEUE Queue)
{
    ExReleaseFastMutex(&Queue->Mutex); // ok lock-released-twice
    Queue->Count = 0;
    ExAcquireFastMutex(&Queue->Mutex);
}

VOID Again(PQUEUE Queue)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    while (!IsListEmpty(&Queue->Entries)) {
        RemoveHeadList(&Queue->Entries);
        KeReleaseSpinLock(&Queue->Lock, oldIrql); // ok lock-released-twice
        Queue->Count--;
        KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    }
    KeReleaseSpinLock(&Queue->Lock, oldIrql); // ok lock-released-twice
}

// Who holds a resource may hold it twice.
VOID TwoReleases(PQUEUE Queue)
{
    ExReleaseResourceLite(&Queue->Resource);
    ExReleaseResourceLite(&Queue->Resource); // ok lock-released-twice
}

VOID WithFlag(PQUEUE Queue, BOOLEAN Locked)
{
    KIRQL oldIrql = PASSIVE_LEVEL;
    if (!Locked) {
        KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    }
    Queue->Count++;
    if (!Locked) {
        KeReleaseSpinLock(&Queue->Lock, oldIrql); // ok lock-released-twice
    }
}

VOID TwoQueues(PQUEUE First, PQUEUE Second)
{
    ExAcquireFastMutex(&First->Mutex);
    ExAcquireFastMutex(&Second->Mutex);
    ExReleaseFastMutex(&Second->Mutex);
    ExReleaseFastMutex(&First->Mutex); // ok lock-released-twice
}

VOID ByHandle(PQUEUE Queue)
{
    KLOCK_QUEUE_HANDLE handle;
    KeAcquireInStackQueuedSpinLock(&Queue->Lock, &handle);
    Queue->Count++;
    KeReleaseInStackQueuedSpinLock(&handle); // ok lock-released-twice
    KeReleaseInStackQueuedSpinLock(&handle); // todo-want lock-released-twice
}

VOID OneHandleForTwo(PQUEUE First, PQUEUE Second)
{
    KLOCK_QUEUE_HANDLE handle;
    KeAcquireInStackQueuedSpinLock(&First->Lock, &handle);
    First->Count++;
    KeReleaseInStackQueuedSpinLock(&handle); // ok lock-released-twice
    KeAcquireInStackQueuedSpinLock(&Second->Lock, &handle);
    Second->Count++;
    KeReleaseInStackQueuedSpinLock(&handle); // ok lock-released-twice
}
