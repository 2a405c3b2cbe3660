// Orders that nobody can wait in for ever, or of which nobody knows.
#include <ntddk.h>

typedef struct _NODE {
    struct _NODE *Parent;
    FAST_MUTEX Mutex;
    KSPIN_LOCK Lock;
    KSPIN_LOCK ListLock;
    ERESOURCE Tree;
    ERESOURCE Data;
    FAST_MUTEX Gate;
    FAST_MUTEX Names;
    FAST_MUTEX Values;
    KSPIN_LOCK Front;
    KSPIN_LOCK Back;
    ULONG Count;
} NODE, *PNODE;

// Two of one kind: which is first is decided by something else.
VOID Move(PNODE From, PNODE To)
{
    ExAcquireFastMutex(&From->Mutex);
    ExAcquireFastMutex(&To->Mutex); // ok lock-order
    To->Count += From->Count;
    ExReleaseFastMutex(&To->Mutex);
    ExReleaseFastMutex(&From->Mutex);
}

// Who tries does not wait.
VOID Down(PNODE Node)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Node->Lock, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&Node->ListLock); // ok lock-order
    Node->Count++;
    KeReleaseSpinLockFromDpcLevel(&Node->ListLock);
    KeReleaseSpinLock(&Node->Lock, oldIrql);
}

VOID Up(PNODE Node)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Node->ListLock, &oldIrql);
    if (KeTryToAcquireSpinLockAtDpcLevel(&Node->Lock)) { // ok lock-order
        Node->Count--;
        KeReleaseSpinLockFromDpcLevel(&Node->Lock);
    }
    KeReleaseSpinLock(&Node->ListLock, oldIrql);
}

// A resource that is not waited for.
VOID Write(PNODE Node)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Node->Tree, TRUE);
    ExAcquireResourceExclusiveLite(&Node->Data, TRUE); // ok lock-order
    Node->Count++;
    ExReleaseResourceLite(&Node->Data);
    ExReleaseResourceLite(&Node->Tree);
    KeLeaveCriticalRegion();
}

VOID TryWrite(PNODE Node)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Node->Data, TRUE);
    if (ExAcquireResourceExclusiveLite(&Node->Tree, FALSE)) { // ok lock-order
        Node->Count++;
        ExReleaseResourceLite(&Node->Tree);
    }
    ExReleaseResourceLite(&Node->Data);
    KeLeaveCriticalRegion();
}

// Under a third lock nobody else is on the way.
VOID Rename(PNODE Node)
{
    ExAcquireFastMutex(&Node->Gate);
    ExAcquireFastMutex(&Node->Names);
    ExAcquireFastMutex(&Node->Values); // ok lock-order
    Node->Count++;
    ExReleaseFastMutex(&Node->Values);
    ExReleaseFastMutex(&Node->Names);
    ExReleaseFastMutex(&Node->Gate);
}

VOID Assign(PNODE Node)
{
    ExAcquireFastMutex(&Node->Gate);
    ExAcquireFastMutex(&Node->Values);
    ExAcquireFastMutex(&Node->Names); // ok lock-order
    Node->Count--;
    ExReleaseFastMutex(&Node->Names);
    ExReleaseFastMutex(&Node->Values);
    ExReleaseFastMutex(&Node->Gate);
}

// The callee releases the caller's lock before it takes another one, and takes it back after.
static VOID Refill(PNODE Node)
{
    KeReleaseSpinLockFromDpcLevel(&Node->Back);
    KeAcquireSpinLockAtDpcLevel(&Node->Front);
    Node->Count++;
    KeReleaseSpinLockFromDpcLevel(&Node->Front);
    KeAcquireSpinLockAtDpcLevel(&Node->Back);
}

VOID Consume(PNODE Node)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Node->Back, &oldIrql);
    Refill(Node); // ok lock-order
    KeReleaseSpinLock(&Node->Back, oldIrql);
}

VOID Produce(PNODE Node)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Node->Front, &oldIrql);
    KeAcquireSpinLockAtDpcLevel(&Node->Back); // ok lock-order
    Node->Count--;
    KeReleaseSpinLockFromDpcLevel(&Node->Back);
    KeReleaseSpinLock(&Node->Front, oldIrql);
}
