#include <ntddk.h>

VOID Report(TRACEHANDLE Handle, PEVENT_TRACE_HEADER Header)
{
    TraceEvent(Handle, Header); // want user-mode-api "TraceEvent is a user-mode function of advapi32.dll"
}
