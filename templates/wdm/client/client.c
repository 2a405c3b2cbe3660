/* Writes messages to the NewDriver driver, takes and lists them: of the driver it knows newdriverctl.h alone. */
#include <windows.h>
#include <winioctl.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include "newdriverctl.h"

/* Room for all messages that may wait: each with its record, rounded up. */
#define LIST_BYTES \
    (NEW_DRIVER_MESSAGE_COUNT * (sizeof(NEW_DRIVER_RECORD) + NEW_DRIVER_MESSAGE_BYTES + NEW_DRIVER_RECORD_ALIGNMENT))

/* What a command does; a Windows error code. */
typedef DWORD COMMAND(HANDLE Device, const wchar_t *Argument);

typedef struct _COMMAND_ENTRY {
    const wchar_t *Name;
    const wchar_t *Argument;
    const wchar_t *Help;
    COMMAND *Command;
} COMMAND_ENTRY;

static COMMAND WriteMessage, ReadMessage, ListMessages, PrintStatus, ClearMessages;
static int PrintUsage(void);
static int Fail(const wchar_t *What, DWORD Error);

static const COMMAND_ENTRY Commands[] = {
    { L"write", L"TEXT", L"writes a message", WriteMessage },
    { L"read", NULL, L"takes the oldest message and prints it", ReadMessage },
    { L"list", NULL, L"prints all messages that wait, and when they were written", ListMessages },
    { L"status", NULL, L"prints how many messages wait, came and went", PrintStatus },
    { L"clear", NULL, L"drops all messages that wait", ClearMessages },
};

int wmain(int argc, wchar_t **argv)
{
    size_t index;

    for (index = 0; index < ARRAYSIZE(Commands); index++) {
        const COMMAND_ENTRY *entry = &Commands[index];

        if (argc == (entry->Argument == NULL ? 2 : 3) && wcscmp(argv[1], entry->Name) == 0) {
            HANDLE device =
                CreateFileW(NEW_DRIVER_PATH, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
            DWORD error;

            if (device == INVALID_HANDLE_VALUE) {
                return Fail(NEW_DRIVER_PATH, GetLastError());
            }
            error = entry->Command(device, argv[2]);
            CloseHandle(device);
            return error == ERROR_SUCCESS ? 0 : Fail(entry->Name, error);
        }
    }
    return PrintUsage();
}

static DWORD WriteMessage(HANDLE Device, const wchar_t *Argument)
{
    DWORD written;
    size_t bytes = wcslen(Argument) * sizeof(wchar_t);

    /* The driver would refuse it too; said here, it is said better. */
    if (bytes > NEW_DRIVER_MESSAGE_BYTES) {
        return ERROR_BUFFER_OVERFLOW;
    }
    return WriteFile(Device, Argument, (DWORD)bytes, &written, NULL) ? ERROR_SUCCESS : GetLastError();
}

static DWORD ReadMessage(HANDLE Device, const wchar_t *Argument)
{
    wchar_t text[NEW_DRIVER_MESSAGE_BYTES / sizeof(wchar_t)];
    DWORD length;

    UNREFERENCED_PARAMETER(Argument);

    if (!ReadFile(Device, text, sizeof(text), &length, NULL)) {
        return GetLastError();
    }
    /* As at the end of a file: no error, and no bytes. */
    if (length == 0) {
        return ERROR_NO_MORE_ITEMS;
    }
    wprintf(L"%.*ls\n", (int)(length / sizeof(wchar_t)), text);
    return ERROR_SUCCESS;
}

static void PrintRecord(const NEW_DRIVER_RECORD *Record)
{
    ULARGE_INTEGER time;
    FILETIME fileTime;
    SYSTEMTIME systemTime;

    time.QuadPart = Record->Time;
    fileTime.dwLowDateTime = time.LowPart;
    fileTime.dwHighDateTime = time.HighPart;
    if (FileTimeToSystemTime(&fileTime, &systemTime)) {
        wprintf(L"%04u-%02u-%02uT%02u:%02u:%02u.%03uZ ", systemTime.wYear, systemTime.wMonth, systemTime.wDay,
                systemTime.wHour, systemTime.wMinute, systemTime.wSecond, systemTime.wMilliseconds);
    }
    wprintf(L"%.*ls\n", (int)(Record->Length / sizeof(wchar_t)), (const wchar_t *)Record->Data);
}

static DWORD ListMessages(HANDLE Device, const wchar_t *Argument)
{
    /* What comes from malloc is aligned for every type, as the driver wants it. */
    unsigned char *buffer = (unsigned char *)malloc(LIST_BYTES);
    DWORD length;
    DWORD error = ERROR_SUCCESS;

    UNREFERENCED_PARAMETER(Argument);

    if (buffer == NULL) {
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    if (!DeviceIoControl(Device, IOCTL_NEW_DRIVER_PEEK, NULL, 0, buffer, LIST_BYTES, &length, NULL)) {
        error = GetLastError();
    } else if (length > 0) {
        const NEW_DRIVER_RECORD *record = (const NEW_DRIVER_RECORD *)buffer;

        PrintRecord(record);
        while (record->NextOffset != 0) {
            record = (const NEW_DRIVER_RECORD *)((const unsigned char *)record + record->NextOffset);
            PrintRecord(record);
        }
    }
    free(buffer);
    return error;
}

static DWORD PrintStatus(HANDLE Device, const wchar_t *Argument)
{
    NEW_DRIVER_STATUS status;
    DWORD length;

    UNREFERENCED_PARAMETER(Argument);

    if (!DeviceIoControl(Device, IOCTL_NEW_DRIVER_QUERY, NULL, 0, &status, sizeof(status), &length, NULL)) {
        return GetLastError();
    }
    wprintf(L"%lu messages of %lu bytes wait\n", status.Messages, status.Bytes);
    wprintf(L"%llu written, %llu taken, %lu refused\n", status.Written, status.Taken, status.Refused);
    wprintf(L"%lu handles\n", status.Handles);
    return ERROR_SUCCESS;
}

static DWORD ClearMessages(HANDLE Device, const wchar_t *Argument)
{
    DWORD length;

    UNREFERENCED_PARAMETER(Argument);

    if (!DeviceIoControl(Device, IOCTL_NEW_DRIVER_CLEAR, NULL, 0, NULL, 0, &length, NULL)) {
        return GetLastError();
    }
    return ERROR_SUCCESS;
}

static int PrintUsage(void)
{
    size_t index;

    fwprintf(stderr, L"NewDriverClient COMMAND\n");
    for (index = 0; index < ARRAYSIZE(Commands); index++) {
        const COMMAND_ENTRY *entry = &Commands[index];

        fwprintf(stderr, L"  %-6ls %-4ls  %ls\n", entry->Name, entry->Argument == NULL ? L"" : entry->Argument,
                 entry->Help);
    }
    return 2;
}

/* Says the error in the system's words. */
static int Fail(const wchar_t *What, DWORD Error)
{
    wchar_t text[256] = L"";

    FormatMessageW(
        FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK,
        NULL, Error, 0, text, ARRAYSIZE(text), NULL);
    fwprintf(stderr, L"%ls: error %lu: %ls\n", What, Error, text);
    return 1;
}
