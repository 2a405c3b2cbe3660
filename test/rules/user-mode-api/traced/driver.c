/* The trace preprocessor writes the header, and in it the macro that the project names. */
#include <ntddk.h>
#include "driver.tmh"

VOID Start(ULONG Slots)
{
    TraceMessage(TRACE_LEVEL_INFORMATION, DRVR_LVL_INFO, (__FUNCTION__ ": %d slots", Slots)); // ok user-mode-api
    TraceEvent(TRACE_LEVEL_INFORMATION, "slots %d", Slots);                                   // ok user-mode-api
    Sleep(Slots);                                                                              // want user-mode-api "Sleep is a user-mode function"
}
