#include <ntddk.h>

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID Poll(PKSPIN_LOCK Lock);

VOID Rest(VOID)
{
    Sleep(INFINITE);                        // want user-mode-api "Sleep"
}

// Nobody may wait at DISPATCH_LEVEL.
VOID Poll(PKSPIN_LOCK Lock)
{
    UNREFERENCED_PARAMETER(Lock);
    Sleep(1);                               // want user-mode-api "Sleep"
}

VOID Locked(PKSPIN_LOCK Lock)
{
    KIRQL irql;

    KeAcquireSpinLock(Lock, &irql);
    Sleep(1);                               // want user-mode-api "Sleep"
    KeReleaseSpinLock(Lock, irql);
}
