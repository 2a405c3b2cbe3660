// unit: target=10.0.19041
#include <ntddk.h>

typedef struct _NAMES {
    CHAR Short[16];
    WCHAR Long[64];
} NAMES, *PNAMES;

static CHAR LastName[32];

VOID SetNames(PNAMES Names, PCSTR From, PCWSTR Wide, ULONG Number)
{
    CHAR text[40];
    WCHAR wide[40];

    strcpy(text, From);                             // want deprecated-api "strcpy"
    strcat(LastName, text);                         // want deprecated-api "strcat"
    wcscpy(Names->Long, Wide);                      // want deprecated-api "wcscpy"
    strcpy(Names->Short, From);                     // want deprecated-api "strcpy"
    sprintf(text, "%s %lu",                         // want deprecated-api "sprintf"
            From, Number /* of all */);
    swprintf(wide, L"%lu", Number);                 // want deprecated-api "swprintf"
    strncat(text, From, 4);                         // want deprecated-api "strncat"
}
