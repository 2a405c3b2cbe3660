/*
 * prefix: kd-wpp
 * title: Trace with WPP
 * topic: Strings and tracing
 * description: Control GUID and flags, the header that the preprocessor makes, start and end; the project has WPP
 *     enabled
 */
/* {${1:C4E2B6A0-91D7-4E1B-8F63-5D20B7A9E811}}; uuidgen makes another one. */
#define WPP_CONTROL_GUIDS \
    WPP_DEFINE_CONTROL_GUID( \
        ${2:Sample}TraceGuid, \
        (${3:C4E2B6A0,91D7,4E1B,8F63,5D20B7A9E811}), \
        WPP_DEFINE_BIT(${4:TRACE_DRIVER}) \
        WPP_DEFINE_BIT(${5:TRACE_IO}))

/* Of this source's name, made when it is built. */
#include "${6:driver}.tmh"

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${2:Sample}StartTracing(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WPP_INIT_TRACING(DriverObject, RegistryPath);
    DoTraceMessage(${4:TRACE_DRIVER}, "%wZ", RegistryPath);
}

/* In all error paths of DriverEntry, too. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${2:Sample}StopTracing(_In_ PDRIVER_OBJECT DriverObject)
{
    WPP_CLEANUP(DriverObject);
}
