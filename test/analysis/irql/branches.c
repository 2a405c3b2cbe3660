// Branches, short circuits, assertions, macros that are statements: what they do to the level and to locks.

// fact summary: nothing
// fact requires: <= DISPATCH through KeAcquireSpinLock
VOID TakeAndRelease(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    // irql: entry; locks: none
    KeAcquireSpinLock(&Dev->Lock, &irql); // irql: DISPATCH; locks: Dev->Lock; worlds: 1
    Dev->Count++;                         // irql: DISPATCH
    KeReleaseSpinLock(&Dev->Lock, irql);  // irql: entry; locks: none
} // irql: entry; locks: none

// fact summary: nothing
VOID OneBranchTakes(PDEVICE_EXTENSION Dev, ULONG Count)
{
    KIRQL irql;
    if (Count > 3) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
        Dev->Count = Count;
        KeReleaseSpinLock(&Dev->Lock, irql);
    }
    // irql: entry; worlds: 1
    Dev->Total++;
}

NTSTATUS ForgottenInOneBranch(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    if (Dev->Removed) {
        return STATUS_DELETE_PENDING; // irql: DISPATCH; locks: Dev->Lock
    }
    KeReleaseSpinLock(&Dev->Lock, irql);
    return STATUS_SUCCESS; // irql: entry; locks: none
} // irql: DISPATCH | entry; locks: Dev->Lock | none; worlds: 2

VOID ElseIfs(PDEVICE_EXTENSION Dev, ULONG Kind)
{
    KIRQL irql;
    if (Kind == 1) {
        KeAcquireSpinLock(&Dev->A, &irql);
    } else if (Kind == 2) {
        KeAcquireSpinLock(&Dev->B, &irql);
    } else {
        return;
    }
    // irql: DISPATCH; locks: Dev->A | Dev->B; worlds: 2
    Dev->Count++;
    if (Kind == 1) {
        KeReleaseSpinLock(&Dev->A, irql);
    } else if (Kind == 2) {
        KeReleaseSpinLock(&Dev->B, irql);
    }
} // irql: entry; locks: none

VOID Nested(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->A, &irql);
    if (Dev->Ready) {
        KeAcquireSpinLockAtDpcLevel(&Dev->B); // locks: Dev->A, Dev->B; irql: DISPATCH
        if (Dev->Count == 0) {
            KeReleaseSpinLockFromDpcLevel(&Dev->B);
            KeReleaseSpinLock(&Dev->A, irql);
            return; // irql: entry; locks: none
        }
        KeReleaseSpinLockFromDpcLevel(&Dev->B);
    }
    // locks: Dev->A; irql: DISPATCH
    KeReleaseSpinLock(&Dev->A, irql);
} // irql: entry; worlds: 1

VOID ShortCircuit(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    if (Dev->Ready && ExTryToAcquireFastMutex(&Dev->Mutex)) { // irql: APC | entry
        Dev->Count++; // irql: APC; locks: Dev->Mutex
        ExReleaseFastMutex(&Dev->Mutex);
    } else {
        Dev->Missed++; // irql: entry; locks: none
    }
    if (!Dev->Ready || !ExTryToAcquireFastMutex(&Dev->Mutex)) {
        return; // locks: none
    }
    ExReleaseFastMutex(&Dev->Mutex); // locks: none
}

VOID Ternary(PDEVICE_EXTENSION Dev, KIRQL Old)
{
    Dev->Count == 0 ? KeAcquireSpinLockAtDpcLevel(&Dev->A) : KeAcquireSpinLockAtDpcLevel(&Dev->B);
    // locks: Dev->A | Dev->B
    Dev->Total++;
    Dev->Count == 0 ? KeReleaseSpinLockFromDpcLevel(&Dev->A) : KeReleaseSpinLockFromDpcLevel(&Dev->B);
} // locks: none

VOID TernaryOfLocks(PDEVICE_EXTENSION Dev, BOOLEAN Read)
{
    KIRQL irql;
    PKSPIN_LOCK lock = Read ? &Dev->ReadLock : &Dev->WriteLock;
    KeAcquireSpinLock(lock, &irql); // irql: DISPATCH; locks: lock
    KeReleaseSpinLock(lock, irql);  // irql: entry; locks: none
}

VOID Asserted(PDEVICE_EXTENSION Dev)
{
    NT_ASSERT(KeGetCurrentIrql() == DISPATCH_LEVEL);
    Dev->Count++; // irql: DISPATCH
}

VOID AssertedAtMost(PDEVICE_EXTENSION Dev)
{
    NT_ASSERT(KeGetCurrentIrql() <= APC_LEVEL);
    Dev->Count++; // irql: PASSIVE..APC
}

VOID AssumedTwice(PDEVICE_EXTENSION Dev)
{
    __assume(KeGetCurrentIrql() >= APC_LEVEL && KeGetCurrentIrql() <= DISPATCH_LEVEL);
    Dev->Count++; // irql: APC..DISPATCH
}

VOID PagedCode(PDEVICE_EXTENSION Dev)
{
    PAGED_CODE();
    Dev->Count++; // irql: PASSIVE..APC
}

VOID AskedForLevel(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    if (KeGetCurrentIrql() < DISPATCH_LEVEL) {
        Dev->Count++; // irql: PASSIVE..APC
        return;
    }
    Dev->Total++; // irql: DISPATCH..HIGH
}

VOID AskedIntoVariable(PDEVICE_EXTENSION Dev)
{
    KIRQL irql = KeGetCurrentIrql();
    if (irql == PASSIVE_LEVEL) {
        Dev->Count++; // irql: PASSIVE
    } else if (DISPATCH_LEVEL > irql) {
        Dev->Total++; // irql: APC
    }
    Dev->Done++;
}

VOID TakenUnlessRaised(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KIRQL now = KeGetCurrentIrql();
    if (now < DISPATCH_LEVEL) {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    } else {
        KeAcquireSpinLockAtDpcLevel(&Dev->Lock);
    }
    Dev->Count++; // locks: Dev->Lock
    if (now < DISPATCH_LEVEL) {
        KeReleaseSpinLock(&Dev->Lock, irql);
    } else {
        KeReleaseSpinLockFromDpcLevel(&Dev->Lock);
    }
} // irql: DISPATCH..HIGH | PASSIVE..APC; locks: none

VOID BugChecked(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    if (Dev->Magic != 'dvcE') {
        KeBugCheckEx(0xE2, 0, 0, 0, 0);
        Dev->Count++; // irql: unreachable
    }
    KeReleaseSpinLock(&Dev->Lock, irql);
} // irql: entry; locks: none; worlds: 1

VOID DeadBranch(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    if (FALSE) {
        KeAcquireSpinLock(&Dev->Lock, &irql); // locks: unreachable
    }
    if (TRUE) {
        Dev->Count++; // locks: none
    } else {
        KeAcquireSpinLock(&Dev->Lock, &irql);
    }
} // locks: none

#define LOCK_DEVICE(dev, irql) KeAcquireSpinLock(&(dev)->Lock, (irql))
#define UNLOCK_DEVICE(dev, irql) KeReleaseSpinLock(&(dev)->Lock, (irql))

// fact summary: nothing
VOID MacrosOfTheUnit(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    LOCK_DEVICE(Dev, &irql);  // irql: DISPATCH; locks: Dev->Lock
    UNLOCK_DEVICE(Dev, irql); // irql: entry; locks: none
}

#define LOCK_BOTH(dev, irql) \
    do { \
        KeAcquireSpinLock(&(dev)->A, &(irql)); \
        KeAcquireSpinLockAtDpcLevel(&(dev)->B); \
    } while (0)
#define UNLOCK_BOTH(dev, irql) \
    do { \
        KeReleaseSpinLockFromDpcLevel(&(dev)->B); \
        KeReleaseSpinLock(&(dev)->A, (irql)); \
    } while (0)

VOID StatementMacros(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    LOCK_BOTH(Dev, irql);   // irql: DISPATCH; locks: Dev->A, Dev->B
    UNLOCK_BOTH(Dev, irql); // irql: entry; locks: none
}

#define AcquireIt KeAcquireSpinLock
#define ReleaseIt KeReleaseSpinLock

VOID RenamedByMacro(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    AcquireIt(&Dev->Lock, &irql); // irql: DISPATCH; locks: Dev->Lock
    ReleaseIt(&Dev->Lock, irql);  // irql: entry; locks: none
}

#define HOLD_MINE() KeAcquireSpinLock(&ext->Lock, &saved)
#define DROP_MINE() KeReleaseSpinLock(&ext->Lock, saved)

VOID MacrosThatReadLocals(PDEVICE_OBJECT Device)
{
    KIRQL saved;
    PDEVICE_EXTENSION ext = Device->DeviceExtension;
    HOLD_MINE();                          // irql: DISPATCH; locks: Device->DeviceExtension->Lock
    KeReleaseSpinLock(&ext->Lock, saved); // irql: entry; locks: none
    KeAcquireSpinLock(&ext->Lock, &saved);
    DROP_MINE(); // irql: entry; locks: none
}

VOID CommaAndAssignment(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    BOOLEAN got;
    if ((got = ExTryToAcquireFastMutex(&Dev->Mutex)) != FALSE) {
        Dev->Count++; // locks: Dev->Mutex
    }
    if (KeAcquireSpinLock(&Dev->Lock, &irql), Dev->Ready) {
        Dev->Total++;
    }
    KeReleaseSpinLock(&Dev->Lock, irql);
    if (got) {
        ExReleaseFastMutex(&Dev->Mutex); // locks: none
    }
} // locks: none; irql: entry
