/*
 * Asks a driver made from the template `sqlite-windows` what a file says, in several ways; of the driver it knows
 * its client's values.h.
 *
 * Each line of the file is a query, its number and its parameters with spaces between: i:-1 is an integer,
 * r:3ff0000000000000 a double by its bits, t:6869 a text and b:00ff a blob by their bytes, n is NULL. Values are
 * printed in the same way.
 *
 *   answers FILE            prints of each query "= ERROR ROWS COLUMNS", its names and its rows
 *   parallel N ROUNDS FILE  N threads ask them all at once, and compare with what one thread is told
 *   failing FILE            lets the n-th request for memory fail in each query, for n from 1 until all are met
 *   malformed               requests and buffers that no client makes
 *   fail-at-load NAME N     writes the value FailEvery of a service that is to be loaded
 */
#include "values.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_QUERIES 64
#define ROOM (4 * 1024 * 1024)

typedef struct _ANSWER {
    DWORD Error;
    DWORD Length;
    unsigned char *Bytes;
} ANSWER;

static REQUEST Queries[MOST_QUERIES];
static size_t QueryCount;

static void GiveUp(const char *What)
{
    printf("cannot %s: error %lu\n", What, GetLastError());
    fflush(stdout);
    ExitProcess(3);
}

static HANDLE Open(void)
{
    HANDLE device = CreateFileW(NEW_DRIVER_PATH, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);

    if (device == INVALID_HANDLE_VALUE) {
        GiveUp("open");
    }
    return device;
}

static ULONG Bytes(const char *Digits, unsigned char *Target)
{
    ULONG count = 0;
    unsigned byte;

    for (; sscanf(Digits, "%2x", &byte) == 1; Digits += 2) {
        Target[count++] = (unsigned char)byte;
    }
    return count;
}

static void AddParameter(REQUEST *Request, const char *Word)
{
    unsigned char *bytes = malloc(strlen(Word) + 8);
    LONG64 integer;
    ULONGLONG bits;
    BOOL added;

    switch (Word[0]) {
    case 'i':
        integer = _atoi64(Word + 2);
        added = RequestAdd(Request, NEW_DRIVER_INTEGER, &integer, sizeof(integer));
        break;
    case 'r':
        bits = _strtoui64(Word + 2, NULL, 16);
        added = RequestAdd(Request, NEW_DRIVER_REAL, &bits, sizeof(bits));
        break;
    case 't':
        added = RequestAdd(Request, NEW_DRIVER_TEXT, bytes, Bytes(Word + 2, bytes));
        break;
    case 'b':
        added = RequestAdd(Request, NEW_DRIVER_BLOB, bytes, Bytes(Word + 2, bytes));
        break;
    default:
        added = RequestAdd(Request, NEW_DRIVER_NULL, NULL, 0);
        break;
    }
    if (!added) {
        GiveUp("allocate");
    }
    free(bytes);
}

static void ReadQueries(const char *Path)
{
    static char line[1 << 18];
    FILE *file = fopen(Path, "r");
    char *word;

    if (file == NULL) {
        GiveUp("read the queries");
    }
    while (fgets(line, sizeof(line), file) != NULL && (word = strtok(line, " \r\n")) != NULL) {
        if (QueryCount == MOST_QUERIES || !RequestStart(&Queries[QueryCount], strtoul(word, NULL, 10))) {
            GiveUp("keep the queries");
        }
        while ((word = strtok(NULL, " \r\n")) != NULL) {
            AddParameter(&Queries[QueryCount], word);
        }
        QueryCount++;
    }
    fclose(file);
}

/* Into a buffer of ROOM bytes. */
static void Ask(HANDLE Device, const REQUEST *Query, ANSWER *Answer)
{
    Answer->Length = 0;
    Answer->Error = DeviceIoControl(Device, IOCTL_NEW_DRIVER_RUN_QUERY, Query->Bytes, (DWORD)Query->Length,
                                    Answer->Bytes, ROOM, &Answer->Length, NULL)
        ? ERROR_SUCCESS
        : GetLastError();
}

static ANSWER NewAnswer(void)
{
    ANSWER answer = { 0, 0, malloc(ROOM) };

    if (answer.Bytes == NULL) {
        GiveUp("allocate");
    }
    return answer;
}

static BOOL Same(const ANSWER *One, const ANSWER *Other)
{
    return One->Error == Other->Error && One->Length == Other->Length &&
        memcmp(One->Bytes, Other->Bytes, One->Length) == 0;
}

static NEW_DRIVER_STATISTICS Statistics(HANDLE Device)
{
    NEW_DRIVER_STATISTICS statistics;
    DWORD length;

    if (!DeviceIoControl(
            Device, IOCTL_NEW_DRIVER_GET_STATISTICS, NULL, 0, &statistics, sizeof(statistics), &length, NULL)) {
        GiveUp("get statistics");
    }
    return statistics;
}

static void PrintBits(const NEW_DRIVER_VALUE *Value, const unsigned char *Data)
{
    static const char *const types[] = { "?", "i", "r", "t:", "b:", "n" };
    LONG64 integer;
    ULONG index;

    printf(" %s", types[Value->Type <= NEW_DRIVER_NULL ? Value->Type : 0]);
    if (Value->Type == NEW_DRIVER_INTEGER || Value->Type == NEW_DRIVER_REAL) {
        memcpy(&integer, Data, sizeof(integer));
        printf(Value->Type == NEW_DRIVER_INTEGER ? ":%lld" : ":%016llx", (long long)integer);
        return;
    }
    for (index = 0; index < Value->Length; index++) {
        printf("%02x", Data[index]);
    }
}

/* FALSE: it is no whole result. */
static BOOL PrintResult(const ANSWER *Answer)
{
    const NEW_DRIVER_RESULT *result = (const NEW_DRIVER_RESULT *)Answer->Bytes;
    READER reader = { Answer->Bytes + sizeof(*result), Answer->Length - sizeof(*result) };
    ULONG row;
    ULONG column;

    for (row = 0; row <= result->RowCount; row++) {
        for (column = 0; column < result->ColumnCount; column++) {
            NEW_DRIVER_VALUE value;
            const unsigned char *data;

            if (!ReadValue(&reader, &value, &data)) {
                return FALSE;
            }
            PrintBits(&value, data);
        }
        printf("\n");
    }
    return reader.Left == 0;
}

static void Answers(void)
{
    HANDLE device = Open();
    ANSWER answer = NewAnswer();
    size_t index;

    for (index = 0; index < QueryCount; index++) {
        const NEW_DRIVER_RESULT *result = (const NEW_DRIVER_RESULT *)answer.Bytes;

        Ask(device, &Queries[index], &answer);
        if (answer.Length == 0) {
            printf("= %lu\n", answer.Error);
            continue;
        }
        printf("= %lu %lu %lu\n", answer.Error, result->RowCount, result->ColumnCount);
        if (!PrintResult(&answer)) {
            printf("no whole result\n");
        }
    }
    CloseHandle(device);
}

typedef struct _WORK {
    const ANSWER *Expected;
    unsigned Rounds;
    size_t First;
    LONG Wrong;
    LONG Asked;
} WORK;

static DWORD WINAPI Worker(void *Parameter)
{
    WORK *work = Parameter;
    HANDLE device = Open();
    ANSWER answer = NewAnswer();
    unsigned round;
    size_t index;

    for (round = 0; round < work->Rounds; round++) {
        for (index = 0; index < QueryCount; index++) {
            /* Each thread in another order, so that different queries meet. */
            size_t query = (index + work->First) % QueryCount;

            Ask(device, &Queries[query], &answer);
            work->Asked++;
            work->Wrong += !Same(&answer, &work->Expected[query]);
        }
    }
    free(answer.Bytes);
    CloseHandle(device);
    return 0;
}

static void Parallel(unsigned Threads, unsigned Rounds)
{
    static ANSWER expected[MOST_QUERIES];
    WORK works[16];
    HANDLE threads[16];
    HANDLE device = Open();
    unsigned index;
    LONG asked = 0;
    LONG wrong = 0;

    for (index = 0; index < QueryCount; index++) {
        expected[index] = NewAnswer();
        Ask(device, &Queries[index], &expected[index]);
    }
    for (index = 0; index < Threads; index++) {
        WORK work = { expected, Rounds, index * QueryCount / Threads, 0, 0 };

        works[index] = work;
        threads[index] = CreateThread(NULL, 0, Worker, &works[index], 0, NULL);
    }
    WaitForMultipleObjects(Threads, threads, TRUE, INFINITE);
    for (index = 0; index < Threads; index++) {
        asked += works[index].Asked;
        wrong += works[index].Wrong;
    }
    CloseHandle(device);
    printf("%ld asked, %ld wrong\n", asked, wrong);
}

static void FailEvery(HANDLE Device, ULONG Nth)
{
    DWORD length;

    if (!DeviceIoControl(Device, IOCTL_NEW_DRIVER_FAIL_EVERY, &Nth, sizeof(Nth), NULL, 0, &length, NULL)) {
        GiveUp("let memory fail");
    }
}

/* Of each query: how many requests failed once, in how many runs it was answered all the same, and what was wrong. */
static void Failing(void)
{
    HANDLE device = Open();
    ANSWER expected = NewAnswer();
    ANSWER answer = NewAnswer();
    size_t index;

    for (index = 0; index < QueryCount; index++) {
        const REQUEST *query = &Queries[index];
        ULONG wrong = 0;
        ULONG survived = 0;
        LONG64 blocks;
        LONG64 requests;
        ULONG nth;

        /* Twice: then the pages that it reads are in SQLite's cache, and stay. */
        Ask(device, query, &expected);
        Ask(device, query, &expected);
        blocks = Statistics(device).MemoryBlocks;
        for (nth = 1;; nth++) {
            LONG64 before = Statistics(device).MemoryRequests;

            FailEvery(device, nth);
            Ask(device, query, &answer);
            requests = Statistics(device).MemoryRequests - before;
            FailEvery(device, 0);
            if (requests < nth) {
                wrong += !Same(&answer, &expected);
                break;
            }
            if (answer.Error == ERROR_NO_SYSTEM_RESOURCES) {
                wrong += answer.Length != 0;
            } else {
                /* SQLite does without what it can do without. */
                survived++;
                wrong += !Same(&answer, &expected);
            }
            Ask(device, query, &answer);
            wrong += !Same(&answer, &expected);
        }
        Ask(device, query, &answer);
        wrong += Statistics(device).MemoryBlocks != blocks;
        printf("%lu failed, %lu survived, %lu wrong\n", nth - 1, survived, wrong);
    }
    CloseHandle(device);
}

/* A Windows error code. */
static DWORD Control(HANDLE Device, DWORD Code, const REQUEST *Input, void *Output, DWORD Room, DWORD *Written)
{
    *Written = 0;
    return DeviceIoControl(Device, Code, Input->Bytes, (DWORD)Input->Length, Output, Room, Written, NULL)
        ? ERROR_SUCCESS
        : GetLastError();
}

/* What a request may lack, from its end to its beginning; and each bit of its fields turned round: the driver lives. */
static void MalformedRequests(HANDLE Device, const REQUEST *Good)
{
    static unsigned char output[4096];
    static unsigned char bytes[256];
    REQUEST bad = { bytes, 0 };
    LONG64 integer = 1;
    ULONG refused = 0;
    DWORD written;
    DWORD bit;

    memcpy(bytes, Good->Bytes, Good->Length);
    for (bad.Length = 0; bad.Length < Good->Length; bad.Length++) {
        DWORD error = Control(Device, IOCTL_NEW_DRIVER_RUN_QUERY, &bad, output, sizeof(output), &written);

        refused += error == ERROR_INVALID_PARAMETER && written == 0;
    }
    printf("%lu of %lu cut requests refused\n", refused, (ULONG)Good->Length);

    for (bit = 0; bit < (sizeof(NEW_DRIVER_QUERY) + sizeof(NEW_DRIVER_VALUE)) * 8; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        (void)Control(Device, IOCTL_NEW_DRIVER_RUN_QUERY, &bad, output, sizeof(output), &written);
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }

    if (!RequestStart(&bad, 0xFFFFFFFF) || !RequestAdd(&bad, NEW_DRIVER_INTEGER, &integer, sizeof(integer))) {
        GiveUp("allocate");
    }
    printf("no such query: error %lu\n",
           Control(Device, IOCTL_NEW_DRIVER_RUN_QUERY, &bad, output, sizeof(output), &written));
}

/* A result into each number of bytes up to its own: whole rows, and nothing behind the end. */
static void LessRoom(HANDLE Device, const REQUEST *Query)
{
    static unsigned char whole[4096];
    static unsigned char part[sizeof(whole)];
    const NEW_DRIVER_RESULT *partial = (const NEW_DRIVER_RESULT *)part;
    ULONG wrong = 0;
    DWORD full;
    DWORD room;

    printf("whole: error %lu", Control(Device, IOCTL_NEW_DRIVER_RUN_QUERY, Query, whole, sizeof(whole), &full));
    printf(", %lu bytes\n", full);
    for (room = 0; room <= full; room++) {
        DWORD written;
        DWORD error;
        DWORD index;

        memset(part, 0xA5, sizeof(part));
        error = Control(Device, IOCTL_NEW_DRIVER_RUN_QUERY, Query, part, room, &written);
        for (index = room; index < sizeof(part); index++) {
            wrong += part[index] != 0xA5;
        }
        if (error == ERROR_INSUFFICIENT_BUFFER) {
            wrong += written != 0;
        } else if (error == ERROR_MORE_DATA || (error == ERROR_SUCCESS && room == full)) {
            /* But for the number of rows, which is its first field, it begins as the whole does. */
            wrong += written > room || memcmp(part + 4, whole + 4, written - 4) != 0;
            wrong += error == ERROR_SUCCESS ? written != full
                                            : partial->RowCount >= ((const NEW_DRIVER_RESULT *)whole)->RowCount;
        } else {
            wrong++;
        }
    }
    printf("%lu wrong with less room\n", wrong);
}

static void Malformed(void)
{
    static const REQUEST nothing;
    unsigned char bytes[sizeof(NEW_DRIVER_STATISTICS)] = { 0 };
    REQUEST three = { bytes, 3 };
    HANDLE device = Open();
    ULONG wrong = 0;
    DWORD room;
    DWORD written;

    MalformedRequests(device, &Queries[0]);
    LessRoom(device, &Queries[1]);
    for (room = 0; room < sizeof(NEW_DRIVER_STATISTICS); room++) {
        wrong += Control(device, IOCTL_NEW_DRIVER_GET_STATISTICS, &nothing, bytes, room, &written) !=
            ERROR_INSUFFICIENT_BUFFER;
        wrong += Control(device, IOCTL_NEW_DRIVER_LIST_QUERIES, &nothing, bytes, room, &written) !=
            ERROR_INSUFFICIENT_BUFFER;
    }
    printf("%lu wrong with no room\n", wrong);
    printf("three bytes for a ULONG: error %lu\n",
           Control(device, IOCTL_NEW_DRIVER_FAIL_EVERY, &three, NULL, 0, &written));
    printf("no such code: error %lu\n",
           Control(device, CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x8FF, METHOD_BUFFERED, FILE_ANY_ACCESS), &nothing, bytes,
                   sizeof(bytes), &written));
    printf("a write: error %lu\n", WriteFile(device, bytes, 8, &written, NULL) ? ERROR_SUCCESS : GetLastError());
    CloseHandle(device);
}

/* The key is there before the service: what creates that keeps it. */
static void FailAtLoad(const char *Name, DWORD Nth)
{
    char path[256];

    snprintf(path, sizeof(path), "SYSTEM\\CurrentControlSet\\Services\\%s", Name);
    SetLastError((DWORD)RegSetKeyValueA(HKEY_LOCAL_MACHINE, path, "FailEvery", REG_DWORD, &Nth, sizeof(Nth)));
    if (GetLastError() != ERROR_SUCCESS) {
        GiveUp("write to the registry");
    }
}

int main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "";

    if (argc == 4 && strcmp(mode, "fail-at-load") == 0) {
        FailAtLoad(argv[2], strtoul(argv[3], NULL, 10));
        return 0;
    }
    ReadQueries(argv[argc - 1]);
    if (argc == 3 && strcmp(mode, "answers") == 0) {
        Answers();
    } else if (argc == 5 && strcmp(mode, "parallel") == 0) {
        Parallel(strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10));
    } else if (argc == 3 && strcmp(mode, "failing") == 0) {
        Failing();
    } else if (argc == 3 && strcmp(mode, "malformed") == 0) {
        Malformed();
    } else {
        printf("what?\n");
        return 2;
    }
    return 0;
}
