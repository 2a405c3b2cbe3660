// Functions that call each other in circles.

// fact summary: nothing
VOID Walk(PNODE Node)
{
    KIRQL irql;
    if (Node == NULL) {
        return;
    }
    KeAcquireSpinLock(&Node->Lock, &irql);
    Node->Visited = TRUE;
    KeReleaseSpinLock(&Node->Lock, irql);
    Walk(Node->Left);  // irql: entry; locks: none
    Walk(Node->Right); // irql: entry; locks: none
}

// fact summary: nothing
// fact requires: sometimes <= PASSIVE through ZwClose
VOID Even(ULONG Count, HANDLE File)
{
    if (Count > 0) {
        Odd(Count - 1, File);
    } else {
        ZwClose(File);
    }
}

// fact summary: nothing
// fact requires: sometimes <= PASSIVE through Even, ZwClose
VOID Odd(ULONG Count, HANDLE File)
{
    if (Count > 0) {
        Even(Count - 1, File);
    }
}

// fact summary: anything
VOID LocksAtEachDepth(PNODE Node)
{
    KIRQL irql;
    KeAcquireSpinLock(&Node->Lock, &irql);
    if (Node->Next != NULL) {
        LocksAtEachDepth(Node->Next);
    }
}

// fact summary: nothing
VOID Forever(VOID)
{
    Forever();
}

VOID CallsForever(PDEVICE_EXTENSION Dev)
{
    Dev->Count++;
    Forever(); // irql: entry
}

// fact summary: nothing
VOID RetryItself(PDEVICE_EXTENSION Dev)
{
    if (!ExTryToAcquireFastMutex(&Dev->Mutex)) {
        RetryItself(Dev); // irql: entry; locks: none
        return;
    }
    Dev->Count++; // irql: APC
    ExReleaseFastMutex(&Dev->Mutex);
}
