#include <ntddk.h>

typedef struct _QUEUE {
    KSPIN_LOCK Lock;
    FAST_MUTEX Mutex;
    ULONG Count;
    BOOLEAN Closed;
} QUEUE, *PQUEUE;

KSPIN_LOCK TableLock;
ULONG TableSize;

VOID Grow(PQUEUE Queue)
{
    ExAcquireFastMutex(&Queue->Mutex);
    Queue->Count++;
    ExReleaseFastMutex(&Queue->Mutex);
}

VOID GrowTwice(PQUEUE Queue)
{
    Grow(Queue);
    Grow(Queue); // ok lock-recursive
}

VOID GrowIfOpen(PQUEUE Queue)
{
    if (!Queue->Closed) {
        Grow(Queue);
    }
}

VOID Direct(PQUEUE Queue)
{
    ExAcquireFastMutex(&Queue->Mutex);
    Grow(Queue); // want lock-recursive "Grow takes Queue->Mutex, but Direct holds it here"
    ExReleaseFastMutex(&Queue->Mutex);
}

VOID Deeper(PQUEUE Queue)
{
    ExAcquireFastMutex(&Queue->Mutex);
    GrowTwice(Queue); // want lock-recursive "GrowTwice takes Queue->Mutex, but Deeper holds it here"
    GrowIfOpen(Queue); // want lock-recursive "GrowIfOpen takes Queue->Mutex"
    ExReleaseFastMutex(&Queue->Mutex);
}

VOID OtherQueue(PQUEUE First, PQUEUE Second)
{
    ExAcquireFastMutex(&First->Mutex);
    Grow(Second); // ok lock-recursive
    ExReleaseFastMutex(&First->Mutex);
}

ULONG SizeOf(VOID)
{
    KIRQL oldIrql;
    ULONG size;
    KeAcquireSpinLock(&TableLock, &oldIrql);
    size = TableSize;
    KeReleaseSpinLock(&TableLock, oldIrql);
    return size;
}

VOID Global(VOID)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&TableLock, &oldIrql);
    TableSize = SizeOf() + 1; // want lock-recursive "SizeOf takes TableLock, but Global holds it here"
    KeReleaseSpinLock(&TableLock, oldIrql);
}

VOID Shrink(PQUEUE Queue, BOOLEAN Held)
{
    if (!Held) {
        ExAcquireFastMutex(&Queue->Mutex);
    }
    Queue->Count--;
    if (!Held) {
        ExReleaseFastMutex(&Queue->Mutex);
    }
}

VOID ShrinksHeld(PQUEUE Queue)
{
    ExAcquireFastMutex(&Queue->Mutex);
    Shrink(Queue, TRUE); // ok lock-recursive
    ExReleaseFastMutex(&Queue->Mutex);
}

// Puts the caller's lock down, and takes it again.
VOID Breathe(PQUEUE Queue)
{
    ExReleaseFastMutex(&Queue->Mutex);
    Queue->Count = 0;
    ExAcquireFastMutex(&Queue->Mutex);
}

VOID Breathes(PQUEUE Queue)
{
    ExAcquireFastMutex(&Queue->Mutex);
    Breathe(Queue); // ok lock-recursive
    ExReleaseFastMutex(&Queue->Mutex);
}

static PVOID MakePacket(PQUEUE Queue)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    Queue->Count++;
    KeReleaseSpinLock(&Queue->Lock, oldIrql);
    return Queue;
}

static PVOID TakePacket(PQUEUE Queue, BOOLEAN MakeOne)
{
    if (Queue->Count != 0) {
        return Queue;
    }
    if (MakeOne) {
        return MakePacket(Queue);
    }
    return NULL;
}

VOID FreePackets(PQUEUE Queue)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Queue->Lock, &oldIrql);
    while (TakePacket(Queue, FALSE) != NULL) { // ok lock-recursive
        Queue->Count--;
    }
    TakePacket(Queue, TRUE); // want lock-recursive warning "TakePacket takes Queue->Lock, but FreePackets holds it here"
    KeReleaseSpinLock(&Queue->Lock, oldIrql);
}
