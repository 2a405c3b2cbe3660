/*
 * prefix: kd-timer-ex
 * title: Timer of Windows 8.1 and later
 * topic: Deferred work
 * description: ExAllocateTimer: high resolution or without waking the processor, deleted with one call that waits
 */
EXTERN_C EXT_CALLBACK ${1:Sample}TimerExpired;

/* NULL where there is no memory for it. */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PEX_TIMER ${1:Sample}StartTimer(_In_opt_ PVOID Context)
{
    /* Units of 100 nanoseconds. */
    const LONGLONG period = 10000LL * ${2:1000};
    PEX_TIMER timer = ExAllocateTimer(${1:Sample}TimerExpired, Context, ${3|EX_TIMER_NO_WAKE,EX_TIMER_HIGH_RESOLUTION|});

    if (timer != NULL) {
        /* Negative is relative. */
        (VOID)ExSetTimer(timer, -period, period, NULL);
    }
    return timer;
}

_IRQL_requires_max_(APC_LEVEL)
VOID ${1:Sample}StopTimer(_In_ PEX_TIMER Timer)
{
    /* Cancels it, and waits for a routine that runs. */
    (VOID)ExDeleteTimer(Timer, TRUE, TRUE, NULL);
}

/* At DISPATCH_LEVEL. */
_Use_decl_annotations_
VOID ${1:Sample}TimerExpired(PEX_TIMER Timer, PVOID Context)
{
    UNREFERENCED_PARAMETER(Timer);
    UNREFERENCED_PARAMETER(Context);
    $0
}
