#include <ntddk.h>

#define CLOSE(Handle) CloseHandle(Handle)

BOOLEAN Finish(HANDLE File, HANDLE Thread)
{
    ULONG thread = GetCurrentThreadId();    // want user-mode-api "GetCurrentThreadId"

    CloseHandle(Thread);                    // want user-mode-api "CloseHandle"
    if (!CloseHandle(File)) {               // want user-mode-api "CloseHandle"
        DebugBreak();                       // want user-mode-api "DebugBreak"
        return FALSE;
    }
    CLOSE(File);                            // want user-mode-api "The macro CLOSE calls CloseHandle"
    return thread != GetCurrentProcessId(); // want user-mode-api "GetCurrentProcessId"
}
