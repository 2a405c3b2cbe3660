#include <ntddk.h>

void KeSetEvent(PKEVENT event, long increment, bool wait);

void Finish(PKEVENT ready, PKEVENT other)
{
    KeSetEvent(ready, 0, true); // ok event-wait-irql
    KeClearEvent(other);
}

void FinishMutex(PKMUTEX ready, PKEVENT other)
{
    KeReleaseMutex(ready, true); // want event-wait-irql "KeReleaseMutex is called with Wait TRUE"
    KeClearEvent(other);
}
