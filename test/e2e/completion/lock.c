#include "lock.h"

VOID CloseLocked(PLOCKED_FILE File)
{
    KIRQL irql;

    KeAcquireSpinLock(&File->Lock, &irql);
    File->Handle = NULL;
    KeReleaseSpinLock(&File->Lock, irql);
}

_IRQL_requires_(PASSIVE_LEVEL)
VOID CloseUnlocked(PLOCKED_FILE File)
{
    File->Handle = (HANDLE)-1;
}
