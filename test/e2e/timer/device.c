#include "timer.h"

PTIMER_EXTENSION TimerExtension;

static VOID TimerNote(PTIMER_EXTENSION Extension)
{
    Extension->Ticks++;
}

VOID TimerCount(PTIMER_EXTENSION Extension)
{
    TimerNote(Extension);
}

VOID TimerReset(PTIMER_EXTENSION Extension)
{
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    Extension->Ticks = 0;
    TimerNote(Extension);
    KeReleaseSpinLock(&Extension->Lock, irql);
}
