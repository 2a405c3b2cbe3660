#include <ntddk.h>

/* Declared to calm the compiler, and linked from where no driver can link. */
#pragma comment(lib, "kernel32.lib")                    // todo-want user-mode-api
__declspec(dllimport) int __stdcall CloseHandle(HANDLE Handle);

VOID CloseSettings(HANDLE Settings)
{
    CloseHandle(Settings);                              // todo-want user-mode-api
}
