#pragma once

NTSTATUS CopyFile(PCWSTR From, PCWSTR To);

__inline VOID Pause(VOID)
{
    Sleep(1);   // want user-mode-api
}
