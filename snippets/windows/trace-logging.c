/*
 * prefix: kd-trace-logging
 * title: Trace with TraceLogging
 * topic: Strings and tracing
 * description: An ETW provider that describes its own events: registered in DriverEntry, and gone before the driver
 *     is
 * includes: TraceLoggingProvider.h, winmeta.h
 */
/* {${1:7A6E9C1D-2F34-4C55-9B0A-16D8E4F0A2B7}}; uuidgen makes another one. */
TRACELOGGING_DEFINE_PROVIDER(
    ${2:Sample}Provider,
    "${3:Company.Sample}",
    (${4:0x7a6e9c1d, 0x2f34, 0x4c55, 0x9b, 0x0a, 0x16, 0xd8, 0xe4, 0xf0, 0xa2, 0xb7}));

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${2:Sample}StartTracing(VOID)
{
    /* A driver that cannot be traced works all the same. */
    (VOID)TraceLoggingRegister(${2:Sample}Provider);
}

/* In DriverEntry's error paths, too: a provider that stays registered stops the machine when the driver is gone. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${2:Sample}StopTracing(VOID)
{
    TraceLoggingUnregister(${2:Sample}Provider);
}

VOID ${2:Sample}TraceStatus(_In_ NTSTATUS Status)
{
    TraceLoggingWrite(
        ${2:Sample}Provider,
        "${5:Status}",
        TraceLoggingLevel(${6|WINEVENT_LEVEL_INFO,WINEVENT_LEVEL_WARNING,WINEVENT_LEVEL_ERROR,WINEVENT_LEVEL_VERBOSE|}),
        TraceLoggingNTStatus(Status, "Status"));
}
