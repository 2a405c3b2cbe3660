// Calls through fields and variables that the unit puts its functions into.
#include <ntddk.h>

typedef struct _TRANSPORT TRANSPORT, *PTRANSPORT;

typedef NTSTATUS TRANSPORT_ROUTINE(PTRANSPORT Transport);

struct _TRANSPORT {
    KSPIN_LOCK Lock;
    HANDLE File;
    TRANSPORT_ROUTINE *Close;
    TRANSPORT_ROUTINE *Reset;
    TRANSPORT_ROUTINE *Notify;
    TRANSPORT_ROUTINE *Flush;
    VOID (*Wake)(PTRANSPORT Transport);
    ULONG State;
};

typedef struct _TRANSPORT_OPS {
    ULONG Version;
    TRANSPORT_ROUTINE *Start;
    TRANSPORT_ROUTINE *Stop;
} TRANSPORT_OPS;

static NTSTATUS CloseFile(PTRANSPORT Transport)
{
    return ZwClose(Transport->File);
}

static NTSTATUS FlushFile(PTRANSPORT Transport)
{
    IO_STATUS_BLOCK status;
    return ZwFlushBuffersFile(Transport->File, &status);
}

static NTSTATUS Count(PTRANSPORT Transport)
{
    Transport->State++;
    return STATUS_SUCCESS;
}

static VOID Unlock(PTRANSPORT Transport)
{
    KeReleaseSpinLockFromDpcLevel(&Transport->Lock);
}

// By position and by name.
static const TRANSPORT_OPS FileOps = { 1, CloseFile, Count };
static const TRANSPORT_OPS NamedOps = { .Stop = CloseFile, .Start = Count };

static TRANSPORT_ROUTINE *g_Closer = CloseFile;
static TRANSPORT_ROUTINE *g_Any = CloseFile;

VOID Initialize(PTRANSPORT Transport, TRANSPORT_ROUTINE *Notify, BOOLEAN IsFile)
{
    Transport->State = 0;
    Transport->Close = CloseFile;
    Transport->Reset = NULL;
    // Both need PASSIVE_LEVEL, and one of two does.
    Transport->Reset = IsFile ? CloseFile : FlushFile;
    Transport->Flush = Count;
    if (IsFile) {
        Transport->Flush = &CloseFile;
    }
    // Whatever the caller gives.
    Transport->Notify = CloseFile;
    Transport->Notify = Notify;
    Transport->Wake = Unlock;
    g_Any = Notify;
}

VOID Use(PTRANSPORT Transport)
{
    KIRQL oldIrql;
    TRANSPORT_ROUTINE *close = Transport->Close;

    KeAcquireSpinLock(&Transport->Lock, &oldIrql);
    Transport->Close(Transport);    // want irql-too-high "CloseFile is called at DISPATCH_LEVEL, but leads to ZwClose"
    (*Transport->Close)(Transport); // want irql-too-high "CloseFile"
    close(Transport);               // want irql-too-high "CloseFile"
    Transport->Reset(Transport);    // want irql-too-high "may be called at PASSIVE_LEVEL only"
    Transport->Flush(Transport);    // want irql-too-high "may lead to ZwClose"
    Transport->Notify(Transport);   // ok irql-too-high
    FileOps.Start(Transport);       // want irql-too-high "CloseFile"
    FileOps.Stop(Transport);        // ok irql-too-high
    NamedOps.Stop(Transport);       // want irql-too-high "CloseFile"
    NamedOps.Start(Transport);      // ok irql-too-high
    g_Closer(Transport);            // want irql-too-high "CloseFile"
    g_Any(Transport);               // ok irql-too-high
    KeReleaseSpinLock(&Transport->Lock, oldIrql);
}

// What is called through the pointer releases the lock.
VOID Wait(PTRANSPORT Transport)
{
    KeAcquireSpinLockAtDpcLevel(&Transport->Lock);
    Transport->Wake(Transport);
} // ok lock-not-released
