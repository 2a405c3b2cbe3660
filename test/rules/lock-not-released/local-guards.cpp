/* Guards that one place alone needs: a class of the function, made without a constructor. */
#include <ntddk.h>
#include <wdf.h>

typedef struct _TRANSFER {
    WDFINTERRUPT Interrupt;
    WDFREQUEST Request;
    ULONG Left;
} TRANSFER, *PTRANSFER;

VOID StopTransfer(PTRANSFER transfer)
{
    WdfInterruptAcquireLock(transfer->Interrupt);
    struct Release {
        WDFINTERRUPT const Interrupt;
        ~Release() { WdfInterruptReleaseLock(Interrupt); }
    } release = { transfer->Interrupt };
    if (transfer->Request == nullptr) {
        return; // ok lock-not-released
    }
    transfer->Left = 0;
}

// Another one of that name, which does not release.
VOID FailTransfer(PTRANSFER transfer)
{
    WdfInterruptAcquireLock(transfer->Interrupt);
    struct Release {
        PTRANSFER const Transfer;
        ~Release() { Transfer->Left = 0; }
    } release = { transfer };
    if (transfer->Request == nullptr) {
        return; // want lock-not-released "transfer->Interrupt is still held at this return of FailTransfer"
    }
    WdfInterruptReleaseLock(transfer->Interrupt);
}

VOID PauseTransfer(PTRANSFER transfer)
{
    struct Release {
        const ULONG Tag;
        WDFINTERRUPT const Interrupt;
        ~Release() { WdfInterruptReleaseLock(this->Interrupt); }
    };
    WdfInterruptAcquireLock(transfer->Interrupt);
    Release release = { .Tag = 1, .Interrupt = transfer->Interrupt };
    transfer->Left++; // ok lock-not-released
}
