#include <ntddk.h>

#define CLOSE(Handle) NT_SUCCESS(ZwClose(Handle))

BOOLEAN Finish(HANDLE File, HANDLE Thread)
{
    ULONG thread = HandleToULong(PsGetCurrentThreadId());

    ZwClose(Thread);
    if (!NT_SUCCESS(ZwClose(File))) {
        DbgBreakPoint();
        return FALSE;
    }
    CLOSE(File);
    return thread != HandleToULong(PsGetCurrentProcessId());
}
