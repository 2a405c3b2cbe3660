/*
 * What snippets use of the WDK's TraceLoggingProvider.h, which mingw-w64 does not have; for tests alone. Events are no
 * more than their fields' types here: who traces what cannot be a field does not compile.
 */
#ifndef DRIVERLENS_SHIM_TRACE_LOGGING_PROVIDER_H
#define DRIVERLENS_SHIM_TRACE_LOGGING_PROVIDER_H

#ifdef __cplusplus
extern "C" {
#endif

typedef const struct _tlgProvider_t *TraceLoggingHProvider;

#define TRACELOGGING_DEFINE_PROVIDER(handle, name, id) \
    static const CHAR handle##Name[] = name;           \
    TraceLoggingHProvider const handle = (TraceLoggingHProvider)handle##Name

NTSTATUS TraceLoggingRegister(TraceLoggingHProvider Provider);
VOID TraceLoggingUnregister(TraceLoggingHProvider Provider);

VOID DriverlensTraceEvent(TraceLoggingHProvider Provider, const CHAR *Name, ...);
static inline ULONG64 DriverlensTraceStatus(NTSTATUS Status, const CHAR *Name)
{
    return Name == NULL ? 0 : (ULONG64)Status;
}

#define TraceLoggingWrite(...) DriverlensTraceEvent(__VA_ARGS__)
#define TraceLoggingLevel(level) ((UCHAR)(level))
#define TraceLoggingNTStatus(status, name) DriverlensTraceStatus(status, name)

#ifdef __cplusplus
}
#endif

#endif
