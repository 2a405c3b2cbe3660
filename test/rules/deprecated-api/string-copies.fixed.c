#include <ntddk.h>
#include <ntstrsafe.h>

typedef struct _NAMES {
    CHAR Short[16];
    WCHAR Long[64];
} NAMES, *PNAMES;

static CHAR LastName[32];

VOID SetNames(PNAMES Names, PCSTR From, PCWSTR Wide, ULONG Number)
{
    CHAR text[40];
    WCHAR wide[40];

    RtlStringCbCopyA(text, sizeof(text), From);
    RtlStringCbCatA(LastName, sizeof(LastName), text);
    RtlStringCbCopyW(Names->Long, sizeof(Names->Long), Wide);
    RtlStringCbCopyA(Names->Short, sizeof(Names->Short), From);
    RtlStringCbPrintfA(text, sizeof(text), "%s %lu",
            From, Number /* of all */);
    RtlStringCbPrintfW(wide, sizeof(wide), L"%lu", Number);
    RtlStringCchCatNA(text, sizeof(text), From, 4);
}
