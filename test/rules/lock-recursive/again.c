#include <ntddk.h>

typedef struct _NODE {
    struct _NODE *Next;
    KSPIN_LOCK Lock;
    FAST_MUTEX Mutex;
    ERESOURCE Resource;
    ULONG Count;
} NODE, *PNODE;

FAST_MUTEX ListMutex;

VOID Straight(PNODE Node)
{
    KIRQL oldIrql, innerIrql;
    KeAcquireSpinLock(&Node->Lock, &oldIrql);
    Node->Count++;
    KeAcquireSpinLock(&Node->Lock, &innerIrql); // want lock-recursive "Node->Lock is taken here, but Straight holds it already"; want spin-lock-at-wrong-level "DISPATCH_LEVEL already"
    Node->Count++;
    KeReleaseSpinLock(&Node->Lock, innerIrql);
}

VOID OnAPath(PNODE Node, BOOLEAN Locked)
{
    if (Node->Count > 3) {
        ExAcquireFastMutex(&ListMutex);
    }
    ExAcquireFastMutex(&ListMutex); // want lock-recursive "ListMutex is taken here, but OnAPath holds it already on a path"
    Node->Count++;
    ExReleaseFastMutex(&ListMutex);
}

VOID LockList(VOID)
{
    ExAcquireFastMutex(&ListMutex); // ok lock-recursive
}

VOID ThroughAWrapper(PNODE Node)
{
    ExAcquireFastMutex(&ListMutex);
    LockList(); // want lock-recursive "ListMutex is taken here"
    Node->Count++;
    ExReleaseFastMutex(&ListMutex);
}

VOID TwoNodes(PNODE First, PNODE Second)
{
    ExAcquireFastMutex(&First->Mutex);
    ExAcquireFastMutex(&Second->Mutex); // ok lock-recursive
    ExReleaseFastMutex(&Second->Mutex);
    ExReleaseFastMutex(&First->Mutex);
}

VOID Walk(PNODE Node)
{
    while (Node != NULL) {
        ExAcquireFastMutex(&Node->Mutex); // ok lock-recursive
        Node->Count++;
        Node = Node->Next;
    }
}

VOID Resource(PNODE Node)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Node->Resource, TRUE);
    ExAcquireResourceExclusiveLite(&Node->Resource, TRUE); // ok lock-recursive
    ExReleaseResourceLite(&Node->Resource);
    ExReleaseResourceLite(&Node->Resource);
    KeLeaveCriticalRegion();
}

BOOLEAN Tries(PNODE Node)
{
    ExAcquireFastMutex(&Node->Mutex);
    if (ExTryToAcquireFastMutex(&Node->Mutex)) { // ok lock-recursive
        Node->Count++;
    }
    ExReleaseFastMutex(&Node->Mutex);
    return TRUE;
}
