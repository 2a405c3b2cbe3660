// Fast and guarded mutexes, push locks, resources and the regions around them.

VOID Fast(PDEVICE_EXTENSION Dev)
{
    ExAcquireFastMutex(&Dev->Mutex); // irql: APC; locks: Dev->Mutex
    ExReleaseFastMutex(&Dev->Mutex); // irql: entry; locks: none
}

VOID FastUnsafe(PDEVICE_EXTENSION Dev)
{
    KeEnterCriticalRegion();               // critical: 1
    ExAcquireFastMutexUnsafe(&Dev->Mutex); // irql: entry; locks: Dev->Mutex
    ExReleaseFastMutexUnsafe(&Dev->Mutex); // locks: none
    KeLeaveCriticalRegion();               // critical: 0
}

VOID NestedFast(PDEVICE_EXTENSION Dev)
{
    ExAcquireFastMutex(&Dev->A);
    ExAcquireFastMutex(&Dev->B); // irql: APC; locks: Dev->A, Dev->B
    ExReleaseFastMutex(&Dev->B); // irql: APC; locks: Dev->A
    ExReleaseFastMutex(&Dev->A); // irql: entry; locks: none
}

VOID FastOutOfOrder(PDEVICE_EXTENSION Dev)
{
    ExAcquireFastMutex(&Dev->A);
    ExAcquireFastMutex(&Dev->B);
    ExReleaseFastMutex(&Dev->A); // irql: entry; locks: Dev->B
    ExReleaseFastMutex(&Dev->B); // irql: APC; locks: none
}

VOID Guarded(PDEVICE_EXTENSION Dev)
{
    KeAcquireGuardedMutex(&Dev->Mutex); // locks: Dev->Mutex; guarded: 1
    KeReleaseGuardedMutex(&Dev->Mutex); // locks: none; guarded: 0
}

VOID Push(PDEVICE_EXTENSION Dev)
{
    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&Dev->Push); // locks: Dev->Push; critical: 1
    ExReleasePushLockExclusive(&Dev->Push); // locks: none
    KeLeaveCriticalRegion();                // critical: 0
    FltAcquirePushLockShared(&Dev->Push);   // locks: Dev->Push; critical: 1
    FltReleasePushLock(&Dev->Push);         // locks: none; critical: 0
}

VOID Resource(PDEVICE_EXTENSION Dev)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Dev->Resource, TRUE); // locks: Dev->Resource; worlds: 1
    ExReleaseResourceLite(&Dev->Resource);                // locks: none
    KeLeaveCriticalRegion();                              // critical: 0
}

VOID ResourceTwice(PDEVICE_EXTENSION Dev)
{
    ExAcquireResourceSharedLite(&Dev->Resource, TRUE);
    ExAcquireResourceSharedLite(&Dev->Resource, TRUE); // locks: Dev->Resource x2
    ExReleaseResourceLite(&Dev->Resource);             // locks: Dev->Resource
    ExReleaseResourceLite(&Dev->Resource);             // locks: none
}

VOID ResourceWithRegion(PDEVICE_EXTENSION Dev)
{
    ExEnterCriticalRegionAndAcquireResourceExclusive(&Dev->Resource); // critical: 1; locks: Dev->Resource
    ExReleaseResourceAndLeaveCriticalRegion(&Dev->Resource);          // critical: 0; locks: none
}

VOID ResourceMayFail(PDEVICE_EXTENSION Dev)
{
    KeEnterCriticalRegion();
    if (!ExAcquireResourceExclusiveLite(&Dev->Resource, FALSE)) {
        KeLeaveCriticalRegion();
        return; // locks: none; critical: 0
    }
    Dev->Count++; // locks: Dev->Resource; critical: 1
    ExReleaseResourceLite(&Dev->Resource);
    KeLeaveCriticalRegion();
} // locks: none; critical: 0

VOID FileSystemRegion(PDEVICE_EXTENSION Dev)
{
    FsRtlEnterFileSystem(); // critical: 1
    Dev->Count++;
    FsRtlExitFileSystem(); // critical: 0
}

VOID GuardedRegion(PDEVICE_EXTENSION Dev)
{
    KeEnterGuardedRegion(); // guarded: 1
    Dev->Count++;
    KeLeaveGuardedRegion(); // guarded: 0
}

// fact summary: enters critical
VOID RegionLeftOpen(VOID)
{
    KeEnterCriticalRegion();
}

// fact summary: nothing
VOID RegionThroughCalls(PDEVICE_EXTENSION Dev)
{
    RegionLeftOpen(); // critical: 1
    Dev->Count++;
    KeLeaveCriticalRegion(); // critical: 0
}

VOID FloatingPoint(PDEVICE_EXTENSION Dev)
{
    KFLOATING_SAVE save;
    if (NT_SUCCESS(KeSaveFloatingPointState(&save))) { // float: 0 | 1
        Dev->Count++;                     // float: 1
        KeRestoreFloatingPointState(&save); // float: 0
    }
} // float: 0

VOID TryFast(PDEVICE_EXTENSION Dev)
{
    if (ExTryToAcquireFastMutex(&Dev->Mutex)) { // worlds: 2
        Dev->Count++;                    // irql: APC; locks: Dev->Mutex
        ExReleaseFastMutex(&Dev->Mutex); // irql: entry
    }
} // locks: none; irql: entry

VOID TryIntoVariable(PDEVICE_EXTENSION Dev)
{
    BOOLEAN got = ExTryToAcquireFastMutex(&Dev->Mutex);
    Dev->Count++; // locks: Dev->Mutex | none
    if (got == TRUE) {
        ExReleaseFastMutex(&Dev->Mutex);
    }
} // locks: none; irql: entry

VOID TryIntoField(PDEVICE_EXTENSION Dev)
{
    Dev->Locked = ExTryToAcquireFastMutex(&Dev->Mutex);
    if (!Dev->Locked) {
        return; // locks: none
    }
    ExReleaseFastMutex(&Dev->Mutex);
    Dev->Locked = FALSE;
} // locks: none

VOID TrySpin(PDEVICE_EXTENSION Dev)
{
    if (KeTryToAcquireSpinLockAtDpcLevel(&Dev->Lock) == FALSE) {
        return; // locks: none
    }
    KeReleaseSpinLockFromDpcLevel(&Dev->Lock); // locks: none
}

BOOLEAN TryReturned(PDEVICE_EXTENSION Dev)
{
    return ExTryToAcquireFastMutex(&Dev->Mutex);
} // locks: Dev->Mutex | none

VOID TryThroughCall(PDEVICE_EXTENSION Dev)
{
    if (TryReturned(Dev)) {
        ExReleaseFastMutex(&Dev->Mutex); // locks: none
    }
} // locks: none; irql: entry
