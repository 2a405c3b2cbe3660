#include <ntddk.h>

VOID WaitForDone(PKEVENT Done)
{
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID Finish(PKEVENT Ready, PIRP Irp)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // want event-wait-irql warning "KeSetEvent is called with Wait TRUE, but no wait follows"
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

VOID FinishAlone(PKSEMAPHORE Ready)
{
    KeReleaseSemaphore(Ready, IO_NO_INCREMENT, 1, TRUE); // want event-wait-irql
}

NTSTATUS FinishWithStatus(PKEVENT Ready)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // want event-wait-irql
    return STATUS_SUCCESS;
}

NTSTATUS Handshake(PKEVENT Ready, PKEVENT Done)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // ok event-wait-irql
    return KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID HandshakeThrough(PKEVENT Ready, PKEVENT Done)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // ok event-wait-irql
    WaitForDone(Done);
}

VOID HandshakeLater(PKEVENT Ready, PKEVENT Done, BOOLEAN Tell)
{
    if (Tell) {
        KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // ok event-wait-irql
    }
    WaitForDone(Done);
}

VOID Signal(PKEVENT Ready, BOOLEAN Wait)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, FALSE); // ok event-wait-irql
    KeSetEvent(Ready, IO_NO_INCREMENT, Wait);  // ok event-wait-irql
}

VOID SignalUnderLock(PKSPIN_LOCK Lock, PKEVENT Ready, PKEVENT Done)
{
    KIRQL old;

    KeAcquireSpinLock(Lock, &old);
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // want event-wait-irql; want irql-too-high
    KeReleaseSpinLock(Lock, old);
    WaitForDone(Done);
}
