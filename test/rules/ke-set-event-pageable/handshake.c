#include <ntddk.h>

#define THEN_WAIT TRUE

VOID Handshake(PKEVENT Ready, PKEVENT Done);
VOID HandshakeByName(PKSEMAPHORE Ready, PKEVENT Done);
VOID HandshakeLocked(PKEVENT Ready, PKEVENT Done);
VOID Signal(PKEVENT Ready);
VOID SignalAs(PKEVENT Ready, BOOLEAN Wait);
VOID HandOver(PKMUTEX Ready, PKEVENT Done);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, Handshake, HandshakeByName, Signal, SignalAs, HandOver)
#pragma alloc_text(PAGELOCK, HandshakeLocked)
#endif

VOID Handshake(PKEVENT Ready, PKEVENT Done)
{
    PAGED_CODE();
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // want ke-set-event-pageable warning "Handshake is pageable, but calls KeSetEvent with Wait TRUE"
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID HandshakeByName(PKSEMAPHORE Ready, PKEVENT Done)
{
    PAGED_CODE();
    KeReleaseSemaphore(Ready, IO_NO_INCREMENT, 1, THEN_WAIT); // want ke-set-event-pageable "calls KeReleaseSemaphore"
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID HandOver(PKMUTEX Ready, PKEVENT Done)
{
    PAGED_CODE();
    KeReleaseMutex(Ready, TRUE); // want ke-set-event-pageable "calls KeReleaseMutex"
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID HandshakeLocked(PKEVENT Ready, PKEVENT Done)
{
    PAGED_CODE_LOCKED();
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // ok ke-set-event-pageable
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID HandshakeResident(PKEVENT Ready, PKEVENT Done)
{
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE); // ok ke-set-event-pageable
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}

VOID Signal(PKEVENT Ready)
{
    PAGED_CODE();
    KeSetEvent(Ready, IO_NO_INCREMENT, FALSE); // ok ke-set-event-pageable
}

VOID SignalAs(PKEVENT Ready, BOOLEAN Wait)
{
    PAGED_CODE();
    KeSetEvent(Ready, IO_NO_INCREMENT, Wait); // ok ke-set-event-pageable
}
