#include <ntddk.h>

VOID Report(PCSTR Name, PCWSTR Title, ULONG Count, va_list Arguments)
{
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%s: %u files\n", Name, Count);
    (void)DbgPrintEx (
        DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%d%% of %-8s done\n",
        50, Name);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "%s: %lu of %I64u\n", Name, Count, 4ull);
    vDbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%s\n", Arguments);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%s\n", Name);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "%s", "failed\n");
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%s", Name);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%s", "100% done\n");
    for (; Count > 0; Count--, DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%c", '.')) {
        Name++;
    }
}
