/*
 * prefix: kd-string-constant
 * title: Constant UNICODE_STRING
 * topic: Strings and tracing
 * description: A string that the compiler fills in, with its length
 */
static const UNICODE_STRING ${1:Sample}Name = RTL_CONSTANT_STRING(L"${2:sample}");

_IRQL_requires_max_(PASSIVE_LEVEL)
BOOLEAN ${1:Sample}IsName(_In_ PCUNICODE_STRING Name)
{
    return RtlEqualUnicodeString(Name, &${1:Sample}Name, ${3|TRUE,FALSE|});
}
