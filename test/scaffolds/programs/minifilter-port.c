/*
 * Stands for fltlib.dll in the program of the template `minifilter`: a port that takes commands, sends two reports, one at once
 * and one later, and is gone then. Prints what it is asked for. Written, as the template is, for NewDriver.
 */
#include <windows.h>
#include <fltuser.h>
#include <stdio.h>
#include <wchar.h>
#include "newdriverport.h"

#define PORT ((HANDLE)(LONG_PTR)0x4711)

HRESULT WINAPI FilterConnectCommunicationPort(
    LPCWSTR Name, DWORD Options, LPCVOID Context, WORD Size, LPSECURITY_ATTRIBUTES Attributes, HANDLE *Port)
{
    printf("connect %ls %lu %d %d\n", Name, Options, Context == NULL && Size == 0, Attributes == NULL);
    *Port = PORT;
    return S_OK;
}

HRESULT WINAPI FilterSendMessage(
    HANDLE Port, LPVOID Input, DWORD InputLength, LPVOID Output, DWORD OutputLength, LPDWORD Returned)
{
    NEW_DRIVER_COMMAND *command = Input;

    printf("send %d %lu %ls %lu %d %lu\n", Port == PORT, command->Number, command->Extension, InputLength, Output == NULL,
        OutputLength);
    *Returned = 0;
    return S_OK;
}

HRESULT WINAPI FilterGetMessage(HANDLE Port, PFILTER_MESSAGE_HEADER Message, DWORD Length, LPOVERLAPPED Overlapped)
{
    static int asked;
    /* 2026-11-21 12:34:56.789 UTC, in FILETIME's units. */
    NEW_DRIVER_REPORT report = {.Time = 134397380967890000LL, .ProcessId = 42};
    const wchar_t *name = asked == 0 ? L"\\Device\\HarddiskVolume1\\a.log" : L"\\b.log";
    BYTE *target = (BYTE *)(Message + 1);

    if (asked == 2) {
        return HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE);
    }
    report.NameLength = (ULONG)(wcslen(name) * sizeof(WCHAR));
    if (Port != PORT || Length < sizeof(*Message) + NEW_DRIVER_REPORT_MAXIMUM) {
        return HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER);
    }
    memcpy(target, &report, FIELD_OFFSET(NEW_DRIVER_REPORT, Name));
    memcpy(target + FIELD_OFFSET(NEW_DRIVER_REPORT, Name), name, report.NameLength);
    Overlapped->Internal = 0;
    Overlapped->InternalHigh = sizeof(*Message) + FIELD_OFFSET(NEW_DRIVER_REPORT, Name) + report.NameLength;
    SetEvent(Overlapped->hEvent);
    return asked++ == 0 ? S_OK : HRESULT_FROM_WIN32(ERROR_IO_PENDING);
}
