/*
 * prefix: kd-timer
 * title: Timer with a DPC
 * topic: Deferred work
 * description: Runs again and again at DISPATCH_LEVEL, with tolerance to save power, and a clean stop
 */
/* In nonpaged memory: a device's extension. */
typedef struct _${1:SAMPLE}_TIMER {
    KTIMER Timer;
    KDPC Dpc;
    volatile LONG Runs;
} ${1:SAMPLE}_TIMER, *P${1:SAMPLE}_TIMER;

EXTERN_C KDEFERRED_ROUTINE ${2:Sample}TimerExpired;

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${2:Sample}StartTimer(_Out_ P${1:SAMPLE}_TIMER State)
{
    const ULONG period = ${3:1000};
    LARGE_INTEGER first;

    State->Runs = 0;
    KeInitializeTimer(&State->Timer);
    KeInitializeDpc(&State->Dpc, ${2:Sample}TimerExpired, State);

    /* Negative is relative, in units of 100 nanoseconds; period and tolerance are in milliseconds. */
    first.QuadPart = -10000LL * period;
    (VOID)KeSetCoalescableTimer(&State->Timer, first, period, ${4:100}, &State->Dpc);
}

/* Before the memory is freed or the driver goes: afterwards the routine neither runs nor is queued. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${2:Sample}StopTimer(_Inout_ P${1:SAMPLE}_TIMER State)
{
    (VOID)KeCancelTimer(&State->Timer);
    KeFlushQueuedDpcs();
}

_Use_decl_annotations_
VOID ${2:Sample}TimerExpired(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    P${1:SAMPLE}_TIMER state = (P${1:SAMPLE}_TIMER)DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    InterlockedIncrement(&state->Runs);
    $0
}
