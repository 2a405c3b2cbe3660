// At which levels calls may be made, where that hangs on their arguments.

// fact requires: <= APC through KeWaitForSingleObject
// fact requires: to wait through KeWaitForSingleObject
VOID WaitForever(PKEVENT Event)
{
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
}

// fact requires: likely <= DISPATCH through KeWaitForSingleObject
VOID Poll(PKEVENT Event)
{
    LARGE_INTEGER timeout = {0};
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, &timeout);
}

// fact requires: <= APC through KeSetEvent
VOID SignalAndWait(PKEVENT Event)
{
    KeSetEvent(Event, IO_NO_INCREMENT, TRUE);
}

// fact requires: <= DISPATCH through KeSetEvent
VOID Signal(PKEVENT Event)
{
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
}

// fact requires: <= APC through ExAllocatePoolWithTag
PVOID Paged(SIZE_T Size)
{
    return ExAllocatePoolWithTag(PagedPool, Size, 'tseT');
}

// fact requires: <= DISPATCH through ExAllocatePoolWithTag
PVOID NonPaged(SIZE_T Size)
{
    return ExAllocatePoolWithTag(NonPagedPoolNx, Size, 'tseT');
}

// fact requires: <= APC through ExAllocatePool2
PVOID PagedByFlag(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, Size, 'tseT');
}

// fact requires: <= DISPATCH through ExAllocatePool2
PVOID NonPagedByFlag(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, 'tseT');
}

// fact requires: <= APC through ExAllocatePoolWithTag
PVOID PagedByVariable(SIZE_T Size)
{
    POOL_TYPE type = PagedPool;
    return ExAllocatePoolWithTag(type, Size, 'tseT');
}

// fact requires: <= PASSIVE through ZwClose
VOID Strictest(PKEVENT Event, HANDLE File)
{
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    ZwClose(File);
}

// fact requires: <= DISPATCH through KeSetEvent
// fact requires: sometimes <= PASSIVE through ZwClose
VOID SometimesStricter(PKEVENT Event, HANDLE File)
{
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    if (File != NULL) {
        ZwClose(File);
    }
}

// fact requires: likely <= APC through PAGED_CODE
VOID Pageable(PDEVICE_EXTENSION Dev)
{
    PAGED_CODE();
    Dev->Count++;
}

// fact requires: nothing
VOID AfterLowering(HANDLE File)
{
    KeLowerIrql(PASSIVE_LEVEL);
    ZwClose(File); // irql: PASSIVE
}

// fact requires: likely >= DISPATCH through KeReleaseSpinLockFromDpcLevel
VOID ReleaseOnly(PDEVICE_EXTENSION Dev)
{
    KeReleaseSpinLockFromDpcLevel(&Dev->Lock);
}
