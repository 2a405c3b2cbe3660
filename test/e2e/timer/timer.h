/* What the halves of the driver know of each other. */
#include <ntddk.h>

typedef struct _TIMER_EXTENSION {
    KSPIN_LOCK Lock;
    KTIMER Timer;
    KDPC Dpc;
    ULONG Ticks;
} TIMER_EXTENSION, *PTIMER_EXTENSION;

extern PTIMER_EXTENSION TimerExtension;

VOID TimerReset(PTIMER_EXTENSION Extension);
VOID TimerCount(PTIMER_EXTENSION Extension);
