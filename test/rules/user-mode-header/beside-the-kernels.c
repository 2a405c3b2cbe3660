#include <ntddk.h>
#include <windows.h>        // want user-mode-header "<windows.h>"
#include "winbase.h"        /* want user-mode-header "winbase.h" */
#include <shlwapi.h>        // want user-mode-header "<shlwapi.h>"
#include <time.h>           // want user-mode-header hint "<time.h>"
#include <stdio.h>          // want user-mode-header hint "<stdio.h>"

VOID Show(ULONG Number)
{
    CHAR text[16];

    _snprintf_s(text, sizeof(text), sizeof(text) - 1, "%lu", Number);
    DbgPrint("%s\n", text);
}
