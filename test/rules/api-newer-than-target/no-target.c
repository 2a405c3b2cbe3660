#include <ntddk.h>

VOID Now(PLARGE_INTEGER Time)
{
    KeQuerySystemTimePrecise(Time);     // ok api-newer-than-target
}
