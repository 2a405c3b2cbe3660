#include <ntddk.h>

VOID WaitForDone(PKEVENT Done)
{
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID Finish(PKEVENT Ready, PIRP Irp)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, FALSE);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

VOID FinishAlone(PKSEMAPHORE Ready)
{
    KeReleaseSemaphore(Ready, IO_NO_INCREMENT, 1, FALSE);
}

NTSTATUS FinishWithStatus(PKEVENT Ready)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

NTSTATUS Handshake(PKEVENT Ready, PKEVENT Done)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE);
    return KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID HandshakeThrough(PKEVENT Ready, PKEVENT Done)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE);
    WaitForDone(Done);
}

VOID HandshakeLater(PKEVENT Ready, PKEVENT Done, BOOLEAN Tell)
{
    if (Tell) {
        KeSetEvent(Ready, IO_NO_INCREMENT, TRUE);
    }
    WaitForDone(Done);
}

VOID Signal(PKEVENT Ready, BOOLEAN Wait)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, FALSE);
    KeSetEvent(Ready, IO_NO_INCREMENT, Wait);
}

VOID SignalUnderLock(PKSPIN_LOCK Lock, PKEVENT Ready, PKEVENT Done)
{
    KIRQL old;

    KeAcquireSpinLock(Lock, &old);
    KeSetEvent(Ready, IO_NO_INCREMENT, FALSE);
    KeReleaseSpinLock(Lock, old);
    WaitForDone(Done);
}
