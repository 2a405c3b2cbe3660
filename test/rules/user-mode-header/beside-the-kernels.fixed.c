#include <ntddk.h>
#include <stdio.h>

VOID Show(ULONG Number)
{
    CHAR text[16];

    _snprintf_s(text, sizeof(text), sizeof(text) - 1, "%lu", Number);
    DbgPrint("%s\n", text);
}
