#include <ntddk.h>

ULONG Wait(ULONG Milliseconds, LARGE_INTEGER *Counter)
{
    ULONG start = (ULONG)(KeQueryInterruptTime() / 10000);
    ULONGLONG interval = (KeQueryInterruptTime() / 10000);
    LARGE_INTEGER frequency;

    {
        LARGE_INTEGER interval2;

        interval2.QuadPart = -10000LL * (Milliseconds + 1);
        KeDelayExecutionThread(KernelMode, FALSE, &interval2);
    }
    if (interval == 0) {
        LARGE_INTEGER interval2;

        interval2.QuadPart = -10000LL * 10;
        KeDelayExecutionThread(KernelMode, FALSE, &interval2);
    }
    *Counter = KeQueryPerformanceCounter(NULL);
    frequency = KeQueryPerformanceCounter(NULL);
    KeQueryPerformanceCounter(&frequency);
    return (ULONG)(KeQueryInterruptTime() / 10000) - start;
}
