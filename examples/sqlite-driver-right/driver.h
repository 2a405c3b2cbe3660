/* Declarations that the files of the Quirks driver share. */
#pragma once

#include <ntddk.h>
#include <wdmsec.h>
#include "sqlite3.h"
#include "quirksctl.h"

#define QUIRKS_TAG_SQLITE 'qSiQ'
#define QUIRKS_TAG_MUTEX 'xMiQ'
#define QUIRKS_TAG_HISTORY 'sHiQ'
#define QUIRKS_TAG_REGISTRY 'gRiQ'

#define QUIRKS_HISTORY_DEFAULT 64
#define QUIRKS_HISTORY_MAXIMUM 4096
#define QUIRKS_HISTORY_SECONDS 600

#define QuirksLog(Level, ...) DbgPrintEx(DPFLTR_IHVDRIVER_ID, (Level), __VA_ARGS__)

/* One query that was answered. Non-paged: the timer's DPC walks the list. */
typedef struct _QUIRKS_HISTORY_ENTRY {
    LIST_ENTRY Link;
    LARGE_INTEGER Time;
    QUIRKS_QUERY Query;
} QUIRKS_HISTORY_ENTRY, *PQUIRKS_HISTORY_ENTRY;

typedef struct _QUIRKS_EXTENSION {
    sqlite3 *Database;
    UNICODE_STRING RegistryPath;

    /* HistoryLock guards the list, its length and the limit. */
    KSPIN_LOCK HistoryLock;
    LIST_ENTRY History;
    ULONG HistoryCount;
    ULONG HistoryLimit;

    KTIMER Timer;
    KDPC TimerDpc;
} QUIRKS_EXTENSION, *PQUIRKS_EXTENSION;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD QuirksUnload;

/* dispatch.c */
DRIVER_DISPATCH QuirksCreateClose;
DRIVER_DISPATCH QuirksDeviceControl;

/* history.c */
KDEFERRED_ROUTINE QuirksTimerDpc;

VOID QuirksHistoryStart(_Inout_ PQUIRKS_EXTENSION Extension);

_IRQL_requires_(PASSIVE_LEVEL)
VOID QuirksHistoryStop(_Inout_ PQUIRKS_EXTENSION Extension);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS QuirksHistoryAdd(_Inout_ PQUIRKS_EXTENSION Extension, _In_ const QUIRKS_QUERY *Query);

_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG QuirksHistoryCopy(
    _Inout_ PQUIRKS_EXTENSION Extension,
    _Out_writes_to_(Capacity, return) PQUIRKS_QUERY Queries,
    _In_ ULONG Capacity);

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID QuirksHistorySetLimit(_Inout_ PQUIRKS_EXTENSION Extension, _In_ ULONG Limit);

/* settings.c */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS QuirksReadSettings(_Inout_ PQUIRKS_EXTENSION Extension);

/* database.c */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS QuirksDatabaseOpen(_Inout_ PQUIRKS_EXTENSION Extension);

_IRQL_requires_(PASSIVE_LEVEL)
VOID QuirksDatabaseClose(_Inout_ PQUIRKS_EXTENSION Extension);

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS QuirksDatabaseFind(
    _In_ PQUIRKS_EXTENSION Extension,
    _In_ const QUIRKS_QUERY *Query,
    _Out_ PQUIRKS_REPLY Reply);

/* memory.c, mutex.c, vfs.c: what SQLite gets in place of the C runtime and of an operating system. */
extern const sqlite3_mem_methods QuirksMemoryMethods;
extern const sqlite3_mutex_methods QuirksMutexMethods;
extern sqlite3_vfs QuirksVfs;

/* catalog.c */
extern const unsigned char QuirksCatalog[];
extern const unsigned int QuirksCatalogSize;
