// Structured exceptions.

NTSTATUS Finally(PDEVICE_EXTENSION Dev)
{
    NTSTATUS status = STATUS_SUCCESS;
    ExAcquireFastMutex(&Dev->Mutex);
    __try {
        if (Dev->Removed) {
            status = STATUS_DELETE_PENDING;
            __leave; // locks: Dev->Mutex
        }
        Dev->Count++; // irql: APC; locks: Dev->Mutex
    } __finally {
        ExReleaseFastMutex(&Dev->Mutex); // irql: entry; locks: none
    }
    return status; // irql: entry; locks: none; worlds: 1
}

NTSTATUS ReturnFromTry(PDEVICE_EXTENSION Dev)
{
    ExAcquireFastMutex(&Dev->Mutex);
    __try {
        if (Dev->Removed) {
            return STATUS_DELETE_PENDING; // locks: Dev->Mutex
        }
        Dev->Count++;
    } __finally {
        ExReleaseFastMutex(&Dev->Mutex); // locks: none
    }
    return STATUS_SUCCESS;
} // irql: entry; locks: none; worlds: 1

NTSTATUS ExceptKeepsLock(PDEVICE_EXTENSION Dev, PVOID Buffer)
{
    NTSTATUS status = STATUS_SUCCESS;
    ExAcquireFastMutex(&Dev->Mutex);
    __try {
        ProbeForRead(Buffer, 4, 1);
        RtlCopyMemory(Dev->Data, Buffer, 4);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode(); // irql: APC; locks: Dev->Mutex
    }
    ExReleaseFastMutex(&Dev->Mutex);
    return status;
} // irql: entry; locks: none

NTSTATUS ReturnInHandler(PDEVICE_EXTENSION Dev, PVOID Buffer)
{
    ExAcquireFastMutex(&Dev->Mutex);
    __try {
        RtlCopyMemory(Dev->Data, Buffer, 4);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode(); // locks: Dev->Mutex
    }
    ExReleaseFastMutex(&Dev->Mutex);
    return STATUS_SUCCESS;
} // locks: Dev->Mutex | none

NTSTATUS TakenInside(PDEVICE_EXTENSION Dev, PVOID Buffer)
{
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN taken = FALSE;
    __try {
        ProbeForRead(Buffer, 4, 1);
        KeEnterCriticalRegion();
        taken = ExAcquireResourceExclusiveLite(&Dev->Resource, TRUE);
        RtlCopyMemory(Dev->Data, Buffer, 4); // critical: 1; locks: Dev->Resource
    } __finally {
        if (taken) {
            ExReleaseResourceLite(&Dev->Resource);
            KeLeaveCriticalRegion();
        }
    }
    return status; // critical: 0; locks: none
}

NTSTATUS NestedTries(PDEVICE_EXTENSION Dev, PVOID Buffer)
{
    NTSTATUS status = STATUS_SUCCESS;
    __try {
        ExAcquireFastMutex(&Dev->Mutex);
        __try {
            RtlCopyMemory(Dev->Data, Buffer, 4);
        } __finally {
            ExReleaseFastMutex(&Dev->Mutex);
        }
        Dev->Count++; // irql: entry; locks: none
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode(); // irql: entry; locks: none
    }
    return status; // locks: none
}

VOID GotoOutOfTry(PDEVICE_EXTENSION Dev)
{
    __try {
        ExAcquireFastMutex(&Dev->Mutex);
        if (Dev->Removed) {
            goto Out;
        }
        Dev->Count++;
    } __finally {
        ExReleaseFastMutex(&Dev->Mutex);
    }
    Dev->Done++;
Out:
    return; // locks: none
}

VOID SpinLockInTry(PDEVICE_EXTENSION Dev, PVOID Buffer)
{
    KIRQL irql;
    __try {
        KeAcquireSpinLock(&Dev->Lock, &irql);
        RtlCopyMemory(Dev->Data, Dev->Other, 4);
        KeReleaseSpinLock(&Dev->Lock, irql);
        Dev->Value = *(PULONG)Buffer;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        Dev->Failed = TRUE; // locks: none; irql: entry
    }
}

VOID RaisesStatus(PDEVICE_EXTENSION Dev)
{
    ExAcquireFastMutex(&Dev->Mutex);
    if (Dev->Removed) {
        ExReleaseFastMutex(&Dev->Mutex);
        ExRaiseStatus(STATUS_DELETE_PENDING);
    }
    Dev->Count++; // locks: Dev->Mutex; worlds: 1
    ExReleaseFastMutex(&Dev->Mutex);
} // locks: none

NTSTATUS AbnormalTermination_(PDEVICE_EXTENSION Dev)
{
    ExAcquireFastMutex(&Dev->Mutex);
    __try {
        Fill(Dev);
    } __finally {
        if (AbnormalTermination()) {
            ExReleaseFastMutex(&Dev->Mutex);
        }
    }
    ExReleaseFastMutex(&Dev->Mutex); // locks: none
    return STATUS_SUCCESS;
}
