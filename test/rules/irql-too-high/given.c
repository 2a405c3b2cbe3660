/* What a function does for some arguments alone is no matter of calls with others. */
#include <ntddk.h>

typedef enum _STATE
{
    StateStopped,
    StatePaused,
    StateRunning
} STATE;

typedef struct _DEVICE_EXTENSION
{
    KSPIN_LOCK Lock;
    KEVENT Started;
    STATE State;
    ULONG Uses;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static BOOLEAN Use(PDEVICE_EXTENSION Extension, STATE Needed, BOOLEAN AtDispatch)
{
    KIRQL oldIrql = DISPATCH_LEVEL;

    if (Needed == StateRunning)
    {
        if (AtDispatch)
        {
            return FALSE;
        }
        KeDelayExecutionThread(KernelMode, FALSE, NULL);
    }
    if (!AtDispatch)
    {
        KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    }
    Extension->Uses++;
    if (!AtDispatch)
    {
        KeReleaseSpinLock(&Extension->Lock, oldIrql);
    }
    return TRUE;
}

VOID Received(PDEVICE_EXTENSION Extension)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    Use(Extension, StateStopped, TRUE);              // ok irql-too-high
    Use(Extension, StateRunning, TRUE);              // ok irql-too-high
    KeReleaseSpinLock(&Extension->Lock, oldIrql);
}

VOID ReceivedAtOnce(PDEVICE_EXTENSION Extension)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    Use(Extension, StatePaused, FALSE);              // ok irql-too-high
    Use(Extension, StateRunning, FALSE);             // want irql-too-high "Use is called at DISPATCH_LEVEL, but may lead to KeDelayExecutionThread"
    KeLowerIrql(oldIrql);
}

/* Nothing in it changes the level, and so its ways are not told apart: what it stands in says enough. */
static PVOID Take(PDEVICE_EXTENSION Extension, BOOLEAN MayWait)
{
    if (Extension->Uses == 0 && MayWait)
    {
        KeDelayExecutionThread(KernelMode, FALSE, NULL);
    }
    return Extension;
}

static PVOID TakeTwice(PDEVICE_EXTENSION Extension, BOOLEAN Patient)
{
    Take(Extension, Patient);
    return Take(Extension, Patient);
}

VOID Drain(PDEVICE_EXTENSION Extension)
{
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    Take(Extension, FALSE);                          // ok irql-too-high
    Take(Extension, TRUE);                           // want irql-too-high "may lead to KeDelayExecutionThread"
    TakeTwice(Extension, FALSE);                     // ok irql-too-high
    TakeTwice(Extension, TRUE);                      // want irql-too-high "may lead to KeDelayExecutionThread"
    KeLowerIrql(oldIrql);
}

/* A text is true, and its negation never holds. */
VOID StartNext(PDEVICE_OBJECT Device)
{
    KIRQL oldIrql = KeGetCurrentIrql();

    if (oldIrql > DISPATCH_LEVEL)
    {
        NT_ASSERT(!"Raised too high"); // ok irql-too-high
    }
    else if (oldIrql < DISPATCH_LEVEL)
    {
        KeRaiseIrqlToDpcLevel();
    }
    IoStartNextPacket(Device, FALSE);                // ok irql-too-high
    if (oldIrql < DISPATCH_LEVEL)
    {
        KeLowerIrql(oldIrql);
    }
}
