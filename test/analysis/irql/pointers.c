// Calls that nobody can follow.

VOID ThroughPointer(PDEVICE_EXTENSION Dev, VOID (*Callback)(PVOID))
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    Callback(Dev); // irql: DISPATCH; locks: Dev->Lock
    KeReleaseSpinLock(&Dev->Lock, irql);
}

VOID ThroughField(PDEVICE_EXTENSION Dev)
{
    Dev->Ops->Start(Dev); // irql: entry; locks: none
}

VOID ThroughTable(PDEVICE_EXTENSION Dev, ULONG Index)
{
    (*Handlers[Index])(Dev); // irql: entry
}

VOID Undeclared(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    SomethingElsewhere(Dev); // irql: DISPATCH; locks: Dev->Lock
    KeReleaseSpinLock(&Dev->Lock, irql);
}

static VOID Closes(PDEVICE_EXTENSION Dev)
{
    ZwClose(Dev->File);
}

// fact requires: <= PASSIVE through Closes, ZwClose
VOID LocalPointer(PDEVICE_EXTENSION Dev)
{
    VOID (*close)(PDEVICE_EXTENSION) = Closes;
    close(Dev);
}

static VOID TakesLock(PDEVICE_EXTENSION Dev)
{
    KeAcquireSpinLockAtDpcLevel(&Dev->Lock);
}

static const OPERATIONS Operations = { TakesLock, Closes };

typedef VOID (*CLOSE_CALLBACK)(PDEVICE_EXTENSION);

static CLOSE_CALLBACK OnClose = Closes;

// fact requires: <= PASSIVE through Closes, ZwClose
VOID ThroughVariable(PDEVICE_EXTENSION Dev)
{
    OnClose(Dev);
}
