/*
 * NewDriverClient: lists the queries of the NewDriver driver and runs them. A program for user mode: of the driver it
 * knows newdriverctl.h alone.
 */
#include "values.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a result, in bytes: twice as much is asked for until all rows fit, or this is not enough. */
#define FIRST_RESULT (64 * 1024)
#define LARGEST_RESULT (64 * 1024 * 1024)

/* A Windows error code. */
typedef DWORD COMMAND_ROUTINE(HANDLE Device, int Count, wchar_t **Arguments);

typedef struct _COMMAND {
    const wchar_t *Name;
    const char *Arguments;
    const char *Help;
    int FewestArguments;
    int MostArguments;
    COMMAND_ROUTINE *Run;
} COMMAND;

static COMMAND_ROUTINE List;
static COMMAND_ROUTINE Run;
static COMMAND_ROUTINE Statistics;
static COMMAND_ROUTINE FailEvery;
static BOOL AddArgument(REQUEST *Request, const wchar_t *Argument);
static DWORD PrintAnswer(HANDLE Device, DWORD Code, void *Input, size_t InputLength);
static DWORD PrintResult(const unsigned char *Bytes, size_t Length);
static int PrintUsage(void);
static int Fail(const wchar_t *What, DWORD Error);
static char *Utf8(const wchar_t *Text);

static const COMMAND Commands[] = {
    { L"list", "", "prints the queries, their numbers first", 0, 0, List },
    { L"run", "NUMBER [PARAMETER...]", "runs a query; 42, 4.2, null, x'00ff', others are text", 1, 1000, Run },
    { L"statistics", "", "prints what SQLite holds of the machine's memory", 0, 0, Statistics },
    { L"fail-every", "N", "lets each n-th request for memory fail, in builds for that; 0: none", 1, 1, FailEvery },
};

int wmain(int argc, wchar_t **argv)
{
    const COMMAND *command = NULL;
    HANDLE device;
    DWORD error;
    size_t index;

    for (index = 0; argc >= 2 && index < ARRAYSIZE(Commands); index++) {
        if (wcscmp(argv[1], Commands[index].Name) == 0) {
            command = &Commands[index];
        }
    }
    if (command == NULL || argc - 2 < command->FewestArguments || argc - 2 > command->MostArguments) {
        return PrintUsage();
    }

    /* Texts of the driver are UTF-8, and so is what is printed here. */
    SetConsoleOutputCP(CP_UTF8);
    device = CreateFileW(NEW_DRIVER_PATH, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (device == INVALID_HANDLE_VALUE) {
        return Fail(NEW_DRIVER_PATH, GetLastError());
    }
    error = command->Run(device, argc - 2, argv + 2);
    CloseHandle(device);
    return error == ERROR_SUCCESS ? 0 : Fail(command->Name, error);
}

static DWORD List(HANDLE Device, int Count, wchar_t **Arguments)
{
    UNREFERENCED_PARAMETER(Count);
    UNREFERENCED_PARAMETER(Arguments);
    return PrintAnswer(Device, IOCTL_NEW_DRIVER_LIST_QUERIES, NULL, 0);
}

static DWORD Run(HANDLE Device, int Count, wchar_t **Arguments)
{
    REQUEST request;
    DWORD error = ERROR_SUCCESS;
    int index;

    if (!RequestStart(&request, wcstoul(Arguments[0], NULL, 10))) {
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    for (index = 1; index < Count && error == ERROR_SUCCESS; index++) {
        error = AddArgument(&request, Arguments[index]) ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
    }
    if (error == ERROR_SUCCESS) {
        error = PrintAnswer(Device, IOCTL_NEW_DRIVER_RUN_QUERY, request.Bytes, request.Length);
    }
    free(request.Bytes);
    return error;
}

static DWORD Statistics(HANDLE Device, int Count, wchar_t **Arguments)
{
    NEW_DRIVER_STATISTICS statistics;
    DWORD length;

    UNREFERENCED_PARAMETER(Count);
    UNREFERENCED_PARAMETER(Arguments);
    if (!DeviceIoControl(
            Device, IOCTL_NEW_DRIVER_GET_STATISTICS, NULL, 0, &statistics, sizeof(statistics), &length, NULL)) {
        return GetLastError();
    }
    printf("SQLite %lu.%lu.%lu, SQLITE_THREADSAFE=%lu\n",
        statistics.SqliteVersion / 1000000,
        statistics.SqliteVersion / 1000 % 1000,
        statistics.SqliteVersion % 1000,
        statistics.SqliteThreadSafe);
    printf("%lld blocks of memory, %lld bytes; asked for %lld times\n",
        (long long)statistics.MemoryBlocks,
        (long long)statistics.MemoryBytes,
        (long long)statistics.MemoryRequests);
    return ERROR_SUCCESS;
}

static DWORD FailEvery(HANDLE Device, int Count, wchar_t **Arguments)
{
    ULONG every = wcstoul(Arguments[0], NULL, 10);
    DWORD length;

    UNREFERENCED_PARAMETER(Count);
    return DeviceIoControl(Device, IOCTL_NEW_DRIVER_FAIL_EVERY, &every, sizeof(every), NULL, 0, &length, NULL)
        ? ERROR_SUCCESS
        : GetLastError();
}

static BOOL AddArgument(REQUEST *Request, const wchar_t *Argument)
{
    char *text = Utf8(Argument);
    BOOL added = text != NULL && RequestAddTyped(Request, text);

    free(text);
    return added;
}

/* Asks with more and more room, and prints the result. */
static DWORD PrintAnswer(HANDLE Device, DWORD Code, void *Input, size_t InputLength)
{
    size_t room = FIRST_RESULT;
    unsigned char *result = NULL;
    DWORD error;
    DWORD printError;
    DWORD length;

    do {
        free(result);
        result = (unsigned char *)malloc(room);
        if (result == NULL) {
            return ERROR_NOT_ENOUGH_MEMORY;
        }
        error = DeviceIoControl(Device, Code, Input, (DWORD)InputLength, result, (DWORD)room, &length, NULL)
            ? ERROR_SUCCESS
            : GetLastError();
        room *= 2;
    } while (error == ERROR_MORE_DATA && room <= LARGEST_RESULT);

    if (error == ERROR_SUCCESS || error == ERROR_MORE_DATA) {
        printError = PrintResult(result, length);
        if (printError != ERROR_SUCCESS) {
            error = printError;
        }
    }
    free(result);
    return error;
}

/* A line for the names and one for each row, with tabs between. */
static DWORD PrintResult(const unsigned char *Bytes, size_t Length)
{
    NEW_DRIVER_RESULT result;
    READER reader;
    ULONG row;
    ULONG column;

    if (Length < sizeof(result)) {
        return ERROR_INVALID_DATA;
    }
    memcpy(&result, Bytes, sizeof(result));
    reader.Next = Bytes + sizeof(result);
    reader.Left = Length - sizeof(result);
    for (row = 0; row <= result.RowCount; row++) {
        for (column = 0; column < result.ColumnCount; column++) {
            NEW_DRIVER_VALUE value;
            const unsigned char *data;

            if (!ReadValue(&reader, &value, &data)) {
                return ERROR_INVALID_DATA;
            }
            fputs(column == 0 ? "" : "\t", stdout);
            PrintValue(&value, data);
        }
        printf("\n");
    }
    return ERROR_SUCCESS;
}

static int PrintUsage(void)
{
    size_t index;

    fprintf(stderr, "NewDriverClient COMMAND\n");
    for (index = 0; index < ARRAYSIZE(Commands); index++) {
        const COMMAND *command = &Commands[index];

        fprintf(stderr, "  %-10ls %-21s  %s\n", command->Name, command->Arguments, command->Help);
    }
    return 2;
}

/* Says the error in the system's words. */
static int Fail(const wchar_t *What, DWORD Error)
{
    wchar_t text[256] = L"";
    char *utf8;

    FormatMessageW(
        FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK,
        NULL, Error, 0, text, ARRAYSIZE(text), NULL);
    utf8 = Utf8(text);
    fprintf(stderr, "%ls: error %lu: %s\n", What, Error, utf8 == NULL ? "" : utf8);
    free(utf8);
    return 1;
}

/* The caller's to free; NULL: there is no memory, or the text is none. */
static char *Utf8(const wchar_t *Text)
{
    int length = WideCharToMultiByte(CP_UTF8, 0, Text, -1, NULL, 0, NULL, NULL);
    char *text = length > 0 ? (char *)malloc((size_t)length) : NULL;

    if (text != NULL) {
        WideCharToMultiByte(CP_UTF8, 0, Text, -1, text, length, NULL, NULL);
    }
    return text;
}
