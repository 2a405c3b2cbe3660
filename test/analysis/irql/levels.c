// Raising and lowering, and where the old level is kept.

VOID Raise(VOID)
{
    KIRQL old;
    KeRaiseIrql(DISPATCH_LEVEL, &old); // irql: DISPATCH
    KeLowerIrql(old);                  // irql: entry
}

VOID RaiseToApc(VOID)
{
    KIRQL old;
    KeRaiseIrql(APC_LEVEL, &old); // irql: APC
    KeLowerIrql(old);             // irql: entry
}

VOID RaiseToDpc(VOID)
{
    KIRQL old = KeRaiseIrqlToDpcLevel(); // irql: DISPATCH
    KeLowerIrql(old);                    // irql: entry
}

VOID LowerToConstant(VOID)
{
    KIRQL old;
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    KeLowerIrql(PASSIVE_LEVEL); // irql: PASSIVE
}

VOID LowerToVariableConstant(VOID)
{
    KIRQL level = PASSIVE_LEVEL;
    KeLowerIrql(level); // irql: PASSIVE
}

VOID LowerToAssigned(PDEVICE_EXTENSION Dev)
{
    Dev->OldIrql = APC_LEVEL;
    KeLowerIrql(Dev->OldIrql); // irql: APC
}

VOID LowerToUnknown(KIRQL Old)
{
    KeLowerIrql(Old); // irql: Old
}

VOID RaiseByParameter(KIRQL Level)
{
    KIRQL old;
    KeRaiseIrql(Level, &old); // irql: Level
    KeLowerIrql(old);         // irql: entry
}

VOID Copied(VOID)
{
    KIRQL old;
    KIRQL copy;
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    copy = old;
    old = HIGH_LEVEL;
    KeLowerIrql(copy); // irql: entry
}

VOID KeptInStructure(PDEVICE_EXTENSION Dev)
{
    KeRaiseIrql(DISPATCH_LEVEL, &Dev->OldIrql); // irql: DISPATCH
    KeLowerIrql(Dev->OldIrql);                  // irql: entry
}

VOID KeptInNestedStructure(PDEVICE_EXTENSION Dev)
{
    Dev->Sync.OldIrql = KeAcquireSpinLockRaiseToDpc(&Dev->Sync.Lock); // locks: Dev->Sync.Lock
    KeReleaseSpinLock(&Dev->Sync.Lock, Dev->Sync.OldIrql);            // irql: entry; locks: none
}

VOID OverwrittenStructure(PDEVICE_EXTENSION Dev)
{
    KeRaiseIrql(DISPATCH_LEVEL, &Dev->OldIrql);
    Dev = Dev->Next;
    KeLowerIrql(Dev->OldIrql); // irql: Dev->OldIrql
}

VOID Overwritten(PDEVICE_EXTENSION Dev)
{
    KIRQL old;
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    old = Dev->Irql;
    KeLowerIrql(old); // irql: old
}

VOID NestedRaises(VOID)
{
    KIRQL first;
    KIRQL second;
    KeRaiseIrql(APC_LEVEL, &first);
    KeRaiseIrql(DISPATCH_LEVEL, &second); // irql: DISPATCH
    KeLowerIrql(second);                  // irql: APC
    KeLowerIrql(first);                   // irql: entry
}

VOID LoweredInOneBranch(PDEVICE_EXTENSION Dev)
{
    KIRQL old;
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    if (Dev->Ready) {
        KeLowerIrql(old);
    }
    Dev->Count++; // irql: DISPATCH | entry
}

VOID RaisedIfLow(PDEVICE_EXTENSION Dev)
{
    KIRQL old = KeGetCurrentIrql();
    if (old < DISPATCH_LEVEL) {
        KeRaiseIrql(DISPATCH_LEVEL, &old);
    }
    Dev->Count++; // irql: DISPATCH | DISPATCH..HIGH
    if (old < DISPATCH_LEVEL) {
        KeLowerIrql(old);
    }
} // irql: DISPATCH..HIGH | PASSIVE..APC

VOID RefinedAfterSave(PDEVICE_EXTENSION Dev)
{
    KIRQL old = KeGetCurrentIrql();
    NT_ASSERT(KeGetCurrentIrql() <= APC_LEVEL);
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    Dev->Count++;     // irql: DISPATCH
    KeLowerIrql(old); // irql: PASSIVE..APC
}

VOID NamedEntry(PDEVICE_EXTENSION Dev, KIRQL entry)
{
    KeLowerIrql(entry);
    KeRaiseIrql(DISPATCH_LEVEL, &Dev->OldIrql);
    KeLowerIrql(Dev->OldIrql);
}

VOID CallsNamedEntry(PDEVICE_EXTENSION Dev)
{
    NamedEntry(Dev, PASSIVE_LEVEL); // irql: PASSIVE
}

VOID ExchangedLevels(PDEVICE_EXTENSION Dev)
{
    KIRQL old = KfRaiseIrql(APC_LEVEL); // irql: APC
    KfLowerIrql(old);                   // irql: entry
}

VOID LevelInArray(PDEVICE_EXTENSION Dev, ULONG Index)
{
    KeAcquireSpinLock(&Dev->Locks[Index], &Dev->Irqls[Index]);
    KeReleaseSpinLock(&Dev->Locks[Index], Dev->Irqls[Index]); // irql: entry; locks: none
}

VOID ConditionalVariable(PDEVICE_EXTENSION Dev, BOOLEAN Raise)
{
    KIRQL old = PASSIVE_LEVEL;
    if (Raise) {
        KeRaiseIrql(DISPATCH_LEVEL, &old);
    }
    Dev->Count++; // irql: DISPATCH | entry
    if (Raise) {
        KeLowerIrql(old);
    }
} // irql: entry
