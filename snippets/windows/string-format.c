/*
 * prefix: kd-string-format
 * title: Format a UNICODE_STRING
 * topic: Strings and tracing
 * description: RtlUnicodeStringPrintf into a buffer of the caller's, which is never written past its end
 * includes: ntstrsafe.h
 */
/* STATUS_BUFFER_OVERFLOW where it does not fit. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}FormatName(_Inout_ PUNICODE_STRING Name, _In_ ULONG Number)
{
    return RtlUnicodeStringPrintf(Name, L"\\Device\\${2:Sample}%lu", Number);
}
