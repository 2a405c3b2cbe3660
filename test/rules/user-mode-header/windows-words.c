#include <winsvc.h>         // want user-mode-header "<winsvc.h>"
#include <windows.h>        // want user-mode-header "<windows.h>"
#include <fltuser.h>        // want user-mode-header "<fltuser.h>"

DWORD Add(DWORD First, BOOL More)
{
    return More ? First + 1 : First;
}
