/*
 * prefix: kd-string-suffix
 * title: End of a UNICODE_STRING
 * topic: Strings and tracing
 * description: Whether a name ends with another one, whatever the case; without a copy
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
BOOLEAN ${1:Sample}EndsWith(_In_ PCUNICODE_STRING Name, _In_ PCUNICODE_STRING End)
{
    UNICODE_STRING tail;

    if (Name->Length < End->Length) {
        return FALSE;
    }
    tail.Length = End->Length;
    tail.MaximumLength = End->Length;
    tail.Buffer = Name->Buffer + (Name->Length - End->Length) / sizeof(WCHAR);
    return RtlEqualUnicodeString(&tail, End, TRUE);
}
