#include <ntddk.h>

typedef struct _NAMES {
    PSTR Elsewhere;
    CHAR Rest[1];
} NAMES, *PNAMES;

// The size is not known, or somebody wants the answer, or the end of the text would be another.
VOID SetNames(PNAMES Names, PSTR To, PCSTR From, ULONG Number)
{
    CHAR text[40];
    WCHAR wide[40];

    strcpy(To, From);                               // want deprecated-api "strcpy"
    strcpy(Names->Elsewhere, From);                 // want deprecated-api "strcpy"
    strcpy(Names->Rest, From);                      // want deprecated-api "strcpy"
    To = strcpy(text, From);                        // want deprecated-api "strcpy"
    strncpy(text, From, sizeof(text));              // want deprecated-api "strncpy"
    _snwprintf(wide, RTL_NUMBER_OF(wide), L"%lu", Number);  // want deprecated-api "_snwprintf"
}
