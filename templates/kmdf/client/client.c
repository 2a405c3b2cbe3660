/*
 * Talks to the first device of the NewDriver driver: NewDriverClient write "some text" | read | range OFFSET LENGTH |
 * statistics | clear.
 */
#include <windows.h>
#include <cfgmgr32.h>
#include <initguid.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include "newdriverctl.h"

typedef int COMMAND(HANDLE Device, wchar_t **Arguments);

typedef struct _COMMAND_ENTRY {
    const wchar_t *Name;
    int ArgumentCount;
    COMMAND *Command;
} COMMAND_ENTRY;

static HANDLE OpenDevice(void);
static int Fail(const char *What, DWORD Error);
static COMMAND WriteMessage, ReadMessage, ReadRange, PrintStatistics, ClearMessage;

static const COMMAND_ENTRY Commands[] = {
    { L"write", 1, WriteMessage },
    { L"read", 0, ReadMessage },
    { L"range", 2, ReadRange },
    { L"statistics", 0, PrintStatistics },
    { L"clear", 0, ClearMessage },
};

int wmain(int argc, wchar_t **argv)
{
    size_t index;

    for (index = 0; index < ARRAYSIZE(Commands); index++) {
        const COMMAND_ENTRY *entry = &Commands[index];

        if (argc == 2 + entry->ArgumentCount && wcscmp(argv[1], entry->Name) == 0) {
            HANDLE device = OpenDevice();
            int result;

            if (device == INVALID_HANDLE_VALUE) {
                return 1;
            }
            result = entry->Command(device, argv + 2);
            CloseHandle(device);
            return result;
        }
    }

    fprintf(stderr, "NewDriverClient write TEXT | read | range OFFSET LENGTH | statistics | clear\n");
    return 2;
}

/* The names of interfaces come one after the other, each with its zero, an empty one at the end. */
static HANDLE OpenDevice(void)
{
    GUID interfaceClass = GUID_DEVINTERFACE_NEW_DRIVER;
    wchar_t *names = NULL;
    HANDLE device = INVALID_HANDLE_VALUE;
    CONFIGRET result;
    ULONG length;

    /* A device that comes between the two calls makes the list longer than was said. */
    do {
        free(names);
        names = NULL;
        result = CM_Get_Device_Interface_List_SizeW(
            &length, &interfaceClass, NULL, CM_GET_DEVICE_INTERFACE_LIST_PRESENT);
        if (result != CR_SUCCESS) {
            break;
        }
        names = (wchar_t *)calloc(length, sizeof(wchar_t));
        if (names == NULL) {
            result = CR_OUT_OF_MEMORY;
            break;
        }
        result = CM_Get_Device_Interface_ListW(
            &interfaceClass, NULL, names, length, CM_GET_DEVICE_INTERFACE_LIST_PRESENT);
    } while (result == CR_BUFFER_SMALL);

    if (result != CR_SUCCESS) {
        fprintf(stderr, "cannot list devices, CONFIGRET 0x%lX\n", result);
    } else if (names[0] == L'\0') {
        fprintf(stderr, "there is no device; see the README for how to make one\n");
    } else {
        device = CreateFileW(names, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
        if (device == INVALID_HANDLE_VALUE) {
            Fail("cannot open the device (administrators may)", GetLastError());
        }
    }
    free(names);
    return device;
}

static int WriteMessage(HANDLE Device, wchar_t **Arguments)
{
    DWORD written;
    DWORD length = (DWORD)(wcslen(Arguments[0]) * sizeof(wchar_t));

    if (!WriteFile(Device, Arguments[0], length, &written, NULL)) {
        return Fail("cannot write", GetLastError());
    }
    printf("%lu bytes written\n", written);
    return 0;
}

static int ReadMessage(HANDLE Device, wchar_t **Arguments)
{
    static wchar_t message[NEW_DRIVER_MESSAGE_MAXIMUM / sizeof(wchar_t)];
    DWORD length;

    UNREFERENCED_PARAMETER(Arguments);

    if (!ReadFile(Device, message, sizeof(message), &length, NULL)) {
        return Fail("cannot read", GetLastError());
    }
    printf("%.*ls\n", (int)(length / sizeof(wchar_t)), message);
    return 0;
}

static int ReadRange(HANDLE Device, wchar_t **Arguments)
{
    NEW_DRIVER_RANGE range;
    unsigned char bytes[256];
    DWORD length;
    DWORD index;

    range.Offset = wcstoul(Arguments[0], NULL, 0);
    range.Length = wcstoul(Arguments[1], NULL, 0);
    if (!DeviceIoControl(Device, IOCTL_NEW_DRIVER_READ_RANGE, &range, sizeof(range), bytes, sizeof(bytes), &length, NULL)) {
        return Fail("cannot read a range", GetLastError());
    }
    for (index = 0; index < length; index++) {
        printf("%02X%c", bytes[index], index + 1 == length ? '\n' : ' ');
    }
    return 0;
}

static int PrintStatistics(HANDLE Device, wchar_t **Arguments)
{
    NEW_DRIVER_STATISTICS statistics;
    DWORD length;

    UNREFERENCED_PARAMETER(Arguments);

    if (!DeviceIoControl(
            Device, IOCTL_NEW_DRIVER_GET_STATISTICS, NULL, 0, &statistics, sizeof(statistics), &length, NULL)) {
        return Fail("cannot read statistics", GetLastError());
    }
    printf("%llu reads, %llu writes, a message of %llu bytes\n",
        statistics.Reads, statistics.Writes, statistics.MessageLength);
    return 0;
}

static int ClearMessage(HANDLE Device, wchar_t **Arguments)
{
    DWORD length;

    UNREFERENCED_PARAMETER(Arguments);

    if (!DeviceIoControl(Device, IOCTL_NEW_DRIVER_CLEAR, NULL, 0, NULL, 0, &length, NULL)) {
        return Fail("cannot clear", GetLastError());
    }
    printf("cleared\n");
    return 0;
}

static int Fail(const char *What, DWORD Error)
{
    fprintf(stderr, "%s, error %lu\n", What, Error);
    return 1;
}
