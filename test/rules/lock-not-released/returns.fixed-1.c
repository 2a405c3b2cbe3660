#include <ntddk.h>

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    FAST_MUTEX Mutex;
    ERESOURCE Resource;
    LIST_ENTRY Queue;
    ULONG Count;
    BOOLEAN Removed;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

NTSTATUS EarlyReturn(PDEVICE_EXTENSION Ext, PLIST_ENTRY *Entry)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    if (IsListEmpty(&Ext->Queue)) {
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
        return STATUS_NO_MORE_ENTRIES; // want lock-not-released "Ext->Lock is still held at this return of EarlyReturn"
    }
    *Entry = RemoveHeadList(&Ext->Queue);
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    return STATUS_SUCCESS; // ok lock-not-released
}

NTSTATUS WithoutBraces(PDEVICE_EXTENSION Ext, ULONG Length)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    if (Length < sizeof(ULONG))
    {
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
        return STATUS_BUFFER_TOO_SMALL; // want lock-not-released "still held"
    }
    Ext->Count = Length;
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    return STATUS_SUCCESS;
}

VOID BreaksOut(PDEVICE_EXTENSION Ext, ULONG Most)
{
    KIRQL oldIrql;
    ULONG i;
    for (i = 0; i < Most; i++) {
        KeAcquireSpinLock(&Ext->Lock, &oldIrql);
        if (Ext->Removed) {
            break;
        }
        Ext->Count++;
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
    }
} // want lock-not-released "Ext->Lock is still held at the end of BreaksOut on a path"

NTSTATUS SkipsTheRelease(PDEVICE_EXTENSION Ext)
{
    NTSTATUS status = STATUS_SUCCESS;
    ExAcquireFastMutex(&Ext->Mutex);
    if (Ext->Removed) {
        status = STATUS_DELETE_PENDING;
        goto Exit;
    }
    Ext->Count++;
    ExReleaseFastMutex(&Ext->Mutex);
Exit:
    return status; // want lock-not-released "Ext->Mutex is still held at this return of SkipsTheRelease on a path"
}

NTSTATUS HasALabel(PDEVICE_EXTENSION Ext, ULONG Length)
{
    NTSTATUS status = STATUS_SUCCESS;
    ExAcquireFastMutex(&Ext->Mutex);
    if (Ext->Removed) {
        status = STATUS_DELETE_PENDING;
        goto Exit;
    }
    if (Length == 0) {
        ExReleaseFastMutex(&Ext->Mutex);
        return STATUS_INVALID_PARAMETER; // want lock-not-released "still held"
    }
    Ext->Count++;
Exit:
    ExReleaseFastMutex(&Ext->Mutex);
    return status; // ok lock-not-released
}

VOID OneCaseForgets(PDEVICE_EXTENSION Ext, ULONG Code)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    switch (Code) {
    case 0:
        Ext->Count = 0;
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
        break;
    case 1:
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
        return; // want lock-not-released "still held at this return"
    default:
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
        break;
    }
}

VOID HandlerForgets(PDEVICE_EXTENSION Ext, PULONG UserBuffer)
{
    ExAcquireFastMutex(&Ext->Mutex);
    __try {
        *UserBuffer = Ext->Count;
        ExReleaseFastMutex(&Ext->Mutex);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        Ext->Count = 0;
    }
} // want lock-not-released "Ext->Mutex is still held at the end of HandlerForgets on a path"

// ---- what is right --------------------------------------------------------------------------------------------

NTSTATUS GotoCleanup(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    NTSTATUS status = STATUS_SUCCESS;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    if (Ext->Removed) {
        status = STATUS_DELETE_PENDING;
        goto Unlock;
    }
    if (Ext->Count > 8) {
        status = STATUS_QUOTA_EXCEEDED;
        goto Unlock;
    }
    Ext->Count++;
Unlock:
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    return status; // ok lock-not-released
}

VOID WithFlag(PDEVICE_EXTENSION Ext, ULONG Flags)
{
    BOOLEAN locked = FALSE;
    if (Flags != 0) {
        ExAcquireFastMutex(&Ext->Mutex);
        locked = TRUE;
    }
    Ext->Count++;
    if (locked) {
        ExReleaseFastMutex(&Ext->Mutex);
    }
} // ok lock-not-released

VOID SameCondition(PDEVICE_EXTENSION Ext, ULONG Flags)
{
    KIRQL oldIrql = PASSIVE_LEVEL;
    if (Flags & 4) {
        KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    }
    Ext->Count++;
    if (Flags & 4) {
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
    }
} // ok lock-not-released

NTSTATUS Finally(PDEVICE_EXTENSION Ext, PULONG UserBuffer)
{
    ExAcquireFastMutex(&Ext->Mutex);
    __try {
        if (Ext->Removed) {
            return STATUS_DELETE_PENDING; // ok lock-not-released
        }
        *UserBuffer = Ext->Count;
    } __finally {
        ExReleaseFastMutex(&Ext->Mutex);
    }
    return STATUS_SUCCESS; // ok lock-not-released
}

BOOLEAN TryLock(PDEVICE_EXTENSION Ext, BOOLEAN Wait)
{
    if (!ExAcquireResourceExclusiveLite(&Ext->Resource, Wait)) {
        return FALSE; // ok lock-not-released
    }
    if (Ext->Removed) {
        ExReleaseResourceLite(&Ext->Resource);
        return FALSE; // ok lock-not-released
    }
    return TRUE; // ok lock-not-released
}

PLIST_ENTRY FindAndLock(PDEVICE_EXTENSION Ext)
{
    PLIST_ENTRY found;
    ExAcquireFastMutex(&Ext->Mutex);
    found = Ext->Queue.Flink;
    if (found == &Ext->Queue) {
        ExReleaseFastMutex(&Ext->Mutex);
        return NULL;
    }
    return found; // ok lock-not-released
}

ULONG CountOf(PDEVICE_EXTENSION Ext, PKIRQL Irql)
{
    KIRQL oldIrql;
    ULONG count;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    count = Ext->Count;
    if (Irql != NULL) {
        *Irql = oldIrql;
    } else {
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
    }
    return count; // ok lock-not-released
}

_Acquires_lock_(Ext->Mutex)
VOID Annotated(PDEVICE_EXTENSION Ext)
{
    ExAcquireFastMutex(&Ext->Mutex);
    while (Ext->Removed) {
        ExReleaseFastMutex(&Ext->Mutex);
        if (Ext->Count == 0) {
            return; // ok lock-not-released
        }
        ExAcquireFastMutex(&Ext->Mutex);
    }
} // ok lock-not-released

VOID Enter(PDEVICE_EXTENSION Ext)
{
    ExAcquireFastMutex(&Ext->Mutex);
} // ok lock-not-released

VOID Leave(PDEVICE_EXTENSION Ext)
{
    ExReleaseFastMutex(&Ext->Mutex);
}

VOID ThroughWrappers(PDEVICE_EXTENSION Ext)
{
    Enter(Ext);
    if (Ext->Removed) {
        Leave(Ext);
        return; // want lock-not-released "Ext->Mutex is still held at this return of ThroughWrappers"
    }
    Ext->Count++;
    Leave(Ext);
} // ok lock-not-released

#define LOCK_EXT(e) ExAcquireFastMutex(&(e)->Mutex)
#define UNLOCK_EXT(e) ExReleaseFastMutex(&(e)->Mutex)

VOID ThroughMacros(PDEVICE_EXTENSION Ext)
{
    LOCK_EXT(Ext);
    if (Ext->Removed) {
        UNLOCK_EXT(Ext);
        return; // want lock-not-released "Ext->Mutex is still held"
    }
    UNLOCK_EXT(Ext);
}

VOID UnknownRelease(PDEVICE_EXTENSION Ext)
{
    ExAcquireFastMutex(&Ext->Mutex);
    if (Ext->Removed) {
        ExtUnlockAndDelete(Ext);
        return; // ok lock-not-released
    }
    ExReleaseFastMutex(&Ext->Mutex);
}

// ---- how the release is laid out -------------------------------------------------------------------------------

VOID OnOneLine(PDEVICE_EXTENSION Ext, ULONG Length)
{
    ExAcquireFastMutex(&Ext->Mutex);
    if (Ext->Removed) {
        ExReleaseFastMutex(&Ext->Mutex);
        return;
    } // want lock-not-released "still held"
    switch (Length)
    {
    case 0: ExReleaseFastMutex(&Ext->Mutex); return; // want lock-not-released "still held"
    default: {
        Ext->Count = 0;
        ExReleaseFastMutex(&Ext->Mutex);
        return;
    } // want lock-not-released "still held"
    case 1: break;
    }
    ExReleaseFastMutex(&Ext->Mutex);
}

VOID InItsOwnStyle(PDEVICE_EXTENSION Ext, ULONG Length)
{
    ExAcquireFastMutex(&Ext->Mutex);
    if (Ext->Removed) {
        Ext->Count = 0;
    }
    if (Length == 0) {
        ExReleaseFastMutex(&Ext->Mutex);
        return; // want lock-not-released "still held"
    }
    ExReleaseFastMutex(&Ext->Mutex);
}
