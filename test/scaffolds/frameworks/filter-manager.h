/* What stands for the filter manager, as the day of a driver from the template `minifilter` uses it. */
#pragma once

#include <fltKernel.h>

#define TAG 'rgmF'

/* What a driver must not do. */
#define WRONG(...) DbgPrint("flt wrong: " __VA_ARGS__)

/* An open of a file on the first volume, and what comes of it. */
typedef struct _OPEN {
    /* NULL for one that is not worth a line. */
    PCSTR Title;
    /* As filters see it; NULL where it cannot be asked for. */
    PCWSTR Name;
    ULONG Options;
    UCHAR OperationFlags;
    NTSTATUS Status;
    FLT_POST_OPERATION_FLAGS Flags;
    BOOLEAN IsDirectory;
    PEPROCESS Requestor;
} OPEN;

/* Prints whether the driver let it go or looked at it. */
VOID Open(const OPEN *Open);

/* A program, this process, connects to the driver's port, and goes. */
VOID Connect(VOID);
VOID Disconnect(VOID);
NTSTATUS Message(PVOID Input, ULONG InputLength, PVOID Output, ULONG OutputLength, PULONG Returned);

BOOLEAN IsPortOpen(VOID);

/* The driver's; NULL while it is not registered. */
extern PFLT_FILTER Filter;
/* How many threads of the driver there are. */
extern volatile LONG Threads;

/* What becomes of messages to the program. */
enum { SendPrints, SendIsSilent, SendTimesOut, SendWaits };
extern volatile LONG SendMode;
/* Whether somebody is in FltSendMessage. */
extern volatile LONG Sending;

/* Waits for a millisecond. */
VOID Pause(VOID);

/* minifilter-day.c */
VOID Day(VOID);
VOID PrintReport(PVOID Report, ULONG Length);
