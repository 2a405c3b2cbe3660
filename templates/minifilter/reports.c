/*
 * Reports wait in a queue for a thread that sends them. No open ever waits for the listener: a listener that opens files
 * itself, is stopped in a debugger or has hung would stop all who open files, and in the end the system.
 */
#include "driver.h"

/* A listener that is slower than that loses reports. */
#define NEW_DRIVER_REPORTS_MAXIMUM 1024

typedef struct _NEW_DRIVER_REPORT_ENTRY {
    LIST_ENTRY Link;
    /* Of Report, in bytes. */
    ULONG Length;
    NEW_DRIVER_REPORT Report;
} NEW_DRIVER_REPORT_ENTRY, *PNEW_DRIVER_REPORT_ENTRY;

static KSTART_ROUTINE NewDriverReportsThread;
static PNEW_DRIVER_REPORT_ENTRY NewDriverReportsTake(VOID);
static VOID NewDriverReportsCount(BOOLEAN Sent);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverReportsStart)
#pragma alloc_text(PAGE, NewDriverReportsStop)
#pragma alloc_text(PAGE, NewDriverReportsAdd)
#pragma alloc_text(PAGE, NewDriverReportsDrop)
#pragma alloc_text(PAGE, NewDriverReportsStatistics)
#pragma alloc_text(PAGE, NewDriverReportsThread)
#pragma alloc_text(PAGE, NewDriverReportsTake)
#pragma alloc_text(PAGE, NewDriverReportsCount)
#endif

/* The lock guards the queue, its length and the statistics. */
static EX_PUSH_LOCK ReportsLock;
static LIST_ENTRY Reports;
static ULONG ReportCount;
static NEW_DRIVER_STATISTICS ReportStatistics;

static KEVENT ReportsWake;
static volatile LONG ReportsStopping;
/* The kernel's own: valid in every process. */
static HANDLE ReportsThread;

VOID NewDriverReportsInitialize(VOID)
{
    FltInitializePushLock(&ReportsLock);
    InitializeListHead(&Reports);
    KeInitializeEvent(&ReportsWake, SynchronizationEvent, FALSE);
}

/* Nobody adds reports any more. */
_Use_decl_annotations_
VOID NewDriverReportsUninitialize(VOID)
{
    NewDriverReportsDrop();
    FltDeletePushLock(&ReportsLock);
}

_Use_decl_annotations_
NTSTATUS NewDriverReportsStart(VOID)
{
    OBJECT_ATTRIBUTES attributes;

    PAGED_CODE();

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    return PsCreateSystemThread(
        &ReportsThread, THREAD_ALL_ACCESS, &attributes, NULL, NULL, NewDriverReportsThread, NULL);
}

/* Returns when the thread has ended, after no more than the time that one report may take. */
_Use_decl_annotations_
VOID NewDriverReportsStop(VOID)
{
    PAGED_CODE();

    InterlockedExchange(&ReportsStopping, TRUE);
    KeSetEvent(&ReportsWake, IO_NO_INCREMENT, FALSE);
    ZwWaitForSingleObject(ReportsThread, FALSE, NULL);
    ZwClose(ReportsThread);
}

_Use_decl_annotations_
VOID NewDriverReportsAdd(PCUNICODE_STRING Name, ULONG ProcessId)
{
    ULONG length = FIELD_OFFSET(NEW_DRIVER_REPORT, Name) + Name->Length;
    PNEW_DRIVER_REPORT_ENTRY entry;
    LARGE_INTEGER now;
    BOOLEAN full;

    PAGED_CODE();

    entry = (PNEW_DRIVER_REPORT_ENTRY)ExAllocatePool2(
        POOL_FLAG_PAGED, FIELD_OFFSET(NEW_DRIVER_REPORT_ENTRY, Report) + (SIZE_T)length, NEW_DRIVER_TAG_REPORT);
    if (entry == NULL) {
        NewDriverReportsCount(FALSE);
        return;
    }
    KeQuerySystemTime(&now);
    entry->Length = length;
    entry->Report.Time = now.QuadPart;
    entry->Report.ProcessId = ProcessId;
    entry->Report.NameLength = Name->Length;
    RtlCopyMemory(entry->Report.Name, Name->Buffer, Name->Length);

    FltAcquirePushLockExclusive(&ReportsLock);
    full = ReportCount == NEW_DRIVER_REPORTS_MAXIMUM;
    if (full) {
        ReportStatistics.Lost++;
    } else {
        InsertTailList(&Reports, &entry->Link);
        ReportCount++;
    }
    FltReleasePushLock(&ReportsLock);

    if (full) {
        ExFreePoolWithTag(entry, NEW_DRIVER_TAG_REPORT);
    } else {
        KeSetEvent(&ReportsWake, IO_NO_INCREMENT, FALSE);
    }
}

/* Forgets what was not sent, for nobody is there any more to be told. */
_Use_decl_annotations_
VOID NewDriverReportsDrop(VOID)
{
    PNEW_DRIVER_REPORT_ENTRY entry;

    PAGED_CODE();

    while ((entry = NewDriverReportsTake()) != NULL) {
        ExFreePoolWithTag(entry, NEW_DRIVER_TAG_REPORT);
        NewDriverReportsCount(FALSE);
    }
}

_Use_decl_annotations_
VOID NewDriverReportsStatistics(PNEW_DRIVER_STATISTICS Statistics)
{
    PAGED_CODE();

    FltAcquirePushLockShared(&ReportsLock);
    *Statistics = ReportStatistics;
    FltReleasePushLock(&ReportsLock);
}

_Use_decl_annotations_
static VOID NewDriverReportsThread(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    PAGED_CODE();

    while (!ReportsStopping) {
        PNEW_DRIVER_REPORT_ENTRY entry = NewDriverReportsTake();

        if (entry == NULL) {
            KeWaitForSingleObject(&ReportsWake, Executive, KernelMode, FALSE, NULL);
            continue;
        }
        /* STATUS_TIMEOUT is a success for NT_SUCCESS, and none here. */
        NewDriverReportsCount(NewDriverPortSend(&entry->Report, entry->Length) == STATUS_SUCCESS);
        ExFreePoolWithTag(entry, NEW_DRIVER_TAG_REPORT);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

/* The oldest report, which is the caller's from then on; NULL where there is none. */
static PNEW_DRIVER_REPORT_ENTRY NewDriverReportsTake(VOID)
{
    PNEW_DRIVER_REPORT_ENTRY entry = NULL;

    PAGED_CODE();

    FltAcquirePushLockExclusive(&ReportsLock);
    if (!IsListEmpty(&Reports)) {
        entry = CONTAINING_RECORD(RemoveHeadList(&Reports), NEW_DRIVER_REPORT_ENTRY, Link);
        ReportCount--;
    }
    FltReleasePushLock(&ReportsLock);
    return entry;
}

static VOID NewDriverReportsCount(BOOLEAN Sent)
{
    PAGED_CODE();

    FltAcquirePushLockExclusive(&ReportsLock);
    if (Sent) {
        ReportStatistics.Sent++;
    } else {
        ReportStatistics.Lost++;
    }
    FltReleasePushLock(&ReportsLock);
}
