/*
 * What happens to a driver from the template `minifilter` between its load and its unload, and what comes of it in print: opens
 * of all kinds, a listener that asks for the wrong, is slow, goes and comes. Written, as the template is, for NewDriver.
 */
#include "filter-manager.h"
#include "newdriverport.h"

C_ASSERT(sizeof(NEW_DRIVER_STATISTICS) == 16);
C_ASSERT(sizeof(NEW_DRIVER_COMMAND) == 36);
C_ASSERT(FIELD_OFFSET(NEW_DRIVER_REPORT, Name) == 16);

#define VOLUME L"\\Device\\HarddiskVolume1\\"
/* The queue holds so many. */
#define QUEUE 1024

VOID PrintReport(PVOID Sent, ULONG Length)
{
    PNEW_DRIVER_REPORT report = (PNEW_DRIVER_REPORT)Sent;
    LARGE_INTEGER now;

    KeQuerySystemTime(&now);
    if (Length != FIELD_OFFSET(NEW_DRIVER_REPORT, Name) + report->NameLength || report->Time > now.QuadPart ||
        now.QuadPart - report->Time > 600000000) {
        WRONG("a report\n");
    }
    DbgPrint("flt: report of process %lu: %.*ws\n", report->ProcessId, (int)(report->NameLength / sizeof(WCHAR)),
             report->Name);
}

static VOID Command(PCSTR Title, ULONG Number, PCWSTR Extension, ULONG Length, ULONG OutputLength)
{
    NEW_DRIVER_COMMAND command = {.Number = Number};
    NEW_DRIVER_STATISTICS statistics = {0};
    ULONG returned = 4711;
    NTSTATUS status;

    RtlCopyMemory(command.Extension, Extension, (wcslen(Extension)) * sizeof(WCHAR));
    status = Message(Length == 0 ? NULL : &command, Length, OutputLength == 0 ? NULL : &statistics, OutputLength, &returned);
    DbgPrint("flt: %s: status %08lx, %lu bytes\n", Title, status, returned);
}

/* Waits until so many reports were sent or lost, no longer than two seconds. */
static VOID Settle(ULONGLONG Count)
{
    NEW_DRIVER_COMMAND command = {.Number = NEW_DRIVER_COMMAND_GET_STATISTICS};
    NEW_DRIVER_STATISTICS statistics = {0};
    ULONG returned;
    ULONG tries;

    for (tries = 0; tries < 2000 && statistics.Sent + statistics.Lost != Count; tries++) {
        if (tries > 0) {
            Pause();
        }
        Message(&command, sizeof(command), &statistics, sizeof(statistics), &returned);
    }
    DbgPrint("flt: %lu sent, %lu lost\n", (ULONG)statistics.Sent, (ULONG)statistics.Lost);
}

VOID Day(VOID)
{
    const OPEN text = {.Title = "a text", .Name = VOLUME L"a.txt"};
    const OPEN log = {.Title = "a log", .Name = VOLUME L"b.log"};
    OPEN open = text;
    ULONG count;

    Open(&text);
    Connect();
    Open(&text);
    Settle(1);
    Open(&log);
    Open(&(OPEN){.Title = "a capital one", .Name = VOLUME L"A.B.TXT"});
    Settle(2);
    Open(&(OPEN){.Title = "a stream", .Name = VOLUME L"c.txt:stream"});
    Settle(3);
    Open(&(OPEN){.Title = "no extension", .Name = VOLUME L"txt"});
    Open(&(OPEN){.Title = "a longer one", .Name = VOLUME L"a.txtx"});
    Open(&(OPEN){.Title = "no name", .Name = NULL});
    Open(&(OPEN){.Title = "a folder", .Name = VOLUME L"d.txt", .IsDirectory = TRUE});
    open.Title = "asked for as a folder", open.Options = FILE_DIRECTORY_FILE, Open(&open);
    open = text, open.Title = "a paging file", open.OperationFlags = SL_OPEN_PAGING_FILE, Open(&open);
    open = text, open.Title = "the target of a rename", open.OperationFlags = SL_OPEN_TARGET_DIRECTORY, Open(&open);
    open = text, open.Title = "the listener's own", open.Requestor = PsGetCurrentProcess(), Open(&open);
    open = text, open.Title = "not found", open.Status = STATUS_OBJECT_NAME_NOT_FOUND, Open(&open);
    open = text, open.Title = "a link", open.Status = STATUS_REPARSE, Open(&open);
    open = text, open.Title = "drained", open.Flags = FLTFL_POST_OPERATION_DRAINING, Open(&open);

    Command("nothing", 0, L"", 0, 0);
    Command("half a command", NEW_DRIVER_COMMAND_WATCH, L"log", sizeof(NEW_DRIVER_COMMAND) - 1, 0);
    Command("unknown", 3, L"", sizeof(NEW_DRIVER_COMMAND), 16);
    Command("without an end", NEW_DRIVER_COMMAND_WATCH, L"0123456789abcdef", sizeof(NEW_DRIVER_COMMAND), 0);
    Command("statistics into nothing", NEW_DRIVER_COMMAND_GET_STATISTICS, L"", sizeof(NEW_DRIVER_COMMAND), 0);
    Command("statistics into less", NEW_DRIVER_COMMAND_GET_STATISTICS, L"", sizeof(NEW_DRIVER_COMMAND), 15);
    Command("statistics", NEW_DRIVER_COMMAND_GET_STATISTICS, L"", sizeof(NEW_DRIVER_COMMAND), 100);
    Command("logs", NEW_DRIVER_COMMAND_WATCH, L"log", sizeof(NEW_DRIVER_COMMAND), 0);
    Open(&text);
    Open(&log);
    Settle(4);

    InterlockedExchange(&SendMode, SendTimesOut);
    Open(&log);
    Settle(5);

    /* One is on its way, the queue is full, and five find no room. */
    InterlockedExchange(&SendMode, SendWaits);
    Open(&log);
    for (count = 0; count < 10000 && !Sending; count++) {
        Pause();
    }
    for (count = 0; count < QUEUE + 5; count++) {
        open = log, open.Title = NULL, Open(&open);
    }
    Settle(10);
    /* What waits is for nobody any more. */
    Disconnect();
    InterlockedExchange(&SendMode, SendPrints);
    Settle(11 + QUEUE);
    Open(&log);

    Connect();
    Open(&log);
    Settle(12 + QUEUE);

    /* The driver is unloaded while a program listens and reports wait. */
    InterlockedExchange(&SendMode, SendIsSilent);
    for (count = 0; count < 100; count++) {
        open = log, open.Title = NULL, Open(&open);
    }
}
