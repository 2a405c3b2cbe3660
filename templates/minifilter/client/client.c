/*
 * Listens to the NewDriver minifilter: NewDriverClient [EXTENSION] prints opens of files with this extension (txt where left
 * out) until Ctrl+C.
 */
#include <windows.h>
#include <fltuser.h>
#include <stdio.h>
#include <wchar.h>
#include "newdriverport.h"

/* As FilterGetMessage fills it: a header, and behind it what the driver sent. */
typedef union _MESSAGE {
    struct {
        FILTER_MESSAGE_HEADER Header;
        NEW_DRIVER_REPORT Report;
    } Sent;
    BYTE Bytes[sizeof(FILTER_MESSAGE_HEADER) + NEW_DRIVER_REPORT_MAXIMUM];
} MESSAGE;

static HANDLE Port = INVALID_HANDLE_VALUE;
static HANDLE Stop;

static HRESULT Watch(const wchar_t *Extension);
static HRESULT Listen(void);
static HRESULT NextReport(OVERLAPPED *Overlapped);
static void Print(const NEW_DRIVER_REPORT *Report);
static HRESULT PrintStatistics(void);
static BOOL WINAPI StopListening(DWORD Event);

int wmain(int argc, wchar_t **argv)
{
    HRESULT result;

    if (argc > 2 || (argc == 2 && wcslen(argv[1]) >= NEW_DRIVER_EXTENSION_LENGTH)) {
        fprintf(stderr, "NewDriverClient [EXTENSION], of fewer than %d letters\n", NEW_DRIVER_EXTENSION_LENGTH);
        return 2;
    }

    Stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    if (Stop == NULL || !SetConsoleCtrlHandler(StopListening, TRUE)) {
        fprintf(stderr, "cannot wait for Ctrl+C, error %lu\n", GetLastError());
        return 1;
    }

    result = FilterConnectCommunicationPort(NEW_DRIVER_PORT_NAME, 0, NULL, 0, NULL, &Port);
    if (FAILED(result)) {
        fprintf(stderr, "cannot connect, HRESULT 0x%08lX: is the minifilter loaded, are you an administrator?\n", result);
        return 1;
    }

    result = Watch(argc == 2 ? argv[1] : L"txt");
    if (SUCCEEDED(result)) {
        result = Listen();
    }
    if (SUCCEEDED(result)) {
        result = PrintStatistics();
    }
    if (FAILED(result)) {
        fprintf(stderr, "the minifilter does not answer, HRESULT 0x%08lX\n", result);
    }
    CloseHandle(Port);
    return FAILED(result) ? 1 : 0;
}

static HRESULT Watch(const wchar_t *Extension)
{
    NEW_DRIVER_COMMAND command = { .Number = NEW_DRIVER_COMMAND_WATCH };
    DWORD returned;

    /* Zeros follow what is copied. */
    wmemcpy(command.Extension, Extension, wcslen(Extension));
    return FilterSendMessage(Port, &command, sizeof(command), NULL, 0, &returned);
}

static HRESULT Listen(void)
{
    OVERLAPPED overlapped = { 0 };
    HRESULT result;

    overlapped.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    if (overlapped.hEvent == NULL) {
        return HRESULT_FROM_WIN32(GetLastError());
    }
    do {
        result = NextReport(&overlapped);
    } while (result == S_OK);
    CloseHandle(overlapped.hEvent);
    return result;
}

/* Waits for a report and prints it; S_FALSE when Ctrl+C came first. */
static HRESULT NextReport(OVERLAPPED *Overlapped)
{
    static MESSAGE message;
    HANDLE events[2];
    HRESULT result;
    DWORD length;

    result = FilterGetMessage(Port, &message.Sent.Header, sizeof(message), Overlapped);
    if (result != S_OK && result != HRESULT_FROM_WIN32(ERROR_IO_PENDING)) {
        return result;
    }

    events[0] = Stop;
    events[1] = Overlapped->hEvent;
    if (WaitForMultipleObjects(ARRAYSIZE(events), events, FALSE, INFINITE) == WAIT_OBJECT_0) {
        /* The message's memory is in use until its request has ended. */
        CancelIoEx(Port, Overlapped);
        GetOverlappedResult(Port, Overlapped, &length, TRUE);
        return S_FALSE;
    }
    if (!GetOverlappedResult(Port, Overlapped, &length, TRUE)) {
        return HRESULT_FROM_WIN32(GetLastError());
    }
    Print(&message.Sent.Report);
    return S_OK;
}

static void Print(const NEW_DRIVER_REPORT *Report)
{
    FILETIME time;
    SYSTEMTIME utc;

    time.dwLowDateTime = (DWORD)Report->Time;
    time.dwHighDateTime = (DWORD)(Report->Time >> 32);
    FileTimeToSystemTime(&time, &utc);
    printf("%02u:%02u:%02u.%03u  process %lu  %.*ls\n",
        utc.wHour, utc.wMinute, utc.wSecond, utc.wMilliseconds, Report->ProcessId,
        (int)(Report->NameLength / sizeof(WCHAR)), Report->Name);
}

static HRESULT PrintStatistics(void)
{
    NEW_DRIVER_COMMAND command = { .Number = NEW_DRIVER_COMMAND_GET_STATISTICS };
    NEW_DRIVER_STATISTICS statistics;
    DWORD returned;
    HRESULT result;

    result = FilterSendMessage(Port, &command, sizeof(command), &statistics, sizeof(statistics), &returned);
    if (SUCCEEDED(result)) {
        printf("%llu opens reported, %llu lost\n", statistics.Sent, statistics.Lost);
    }
    return result;
}

/* Runs in a thread of its own. */
static BOOL WINAPI StopListening(DWORD Event)
{
    if (Event != CTRL_C_EVENT && Event != CTRL_BREAK_EVENT) {
        return FALSE;
    }
    SetEvent(Stop);
    return TRUE;
}
