/* Declarations that the files of the Quirks driver share. */
#pragma once

#include <ntddk.h>
#include <windows.h>  // wrong: types of user mode, which clash with those of ntddk.h
#include <stdio.h>    // wrong: for printf, which has nowhere to print to
#include "sqlite3.h"  // wrong: the project compiles it with malloc, localtime, and a stack that SQL may use up
#include "quirksctl.h"

#define QUIRKS_TAG ' kdD'  // wrong: the tag of every driver that never chose one
#define QUIRKS_TAG_HISTORY 'sHiQ'
#define QUIRKS_TAG_REGISTRY 'gRiQ'

#define QUIRKS_HISTORY_LIMIT 64
#define QUIRKS_HISTORY_SECONDS 600

typedef struct _QUIRKS_HISTORY_ENTRY {
    LIST_ENTRY Link;
    LARGE_INTEGER Time;
    QUIRKS_QUERY Query;
} QUIRKS_HISTORY_ENTRY, *PQUIRKS_HISTORY_ENTRY;

typedef struct _QUIRKS_EXTENSION {
    sqlite3 *Database;
    CRITICAL_SECTION DatabaseLock;
    UNICODE_STRING RegistryPath;

    KSPIN_LOCK HistoryLock;
    LIST_ENTRY History;
    ULONG HistoryCount;

    KTIMER Timer;
    KDPC TimerDpc;
} QUIRKS_EXTENSION, *PQUIRKS_EXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD QuirksUnload;
DRIVER_DISPATCH QuirksCreateClose;
DRIVER_DISPATCH QuirksDeviceControl;
KDEFERRED_ROUTINE QuirksTimerDpc;

VOID QuirksHistoryStart(PQUIRKS_EXTENSION Extension);
NTSTATUS QuirksHistoryAdd(PQUIRKS_EXTENSION Extension, const QUIRKS_QUERY *Query);
ULONG QuirksHistoryCopy(PQUIRKS_EXTENSION Extension, PQUIRKS_QUERY Queries, ULONG Capacity);
VOID QuirksHistoryTrim(PQUIRKS_EXTENSION Extension);

NTSTATUS QuirksDatabaseOpen(PQUIRKS_EXTENSION Extension);
NTSTATUS QuirksDatabaseFind(PQUIRKS_EXTENSION Extension, const QUIRKS_QUERY *Query, PQUIRKS_REPLY Reply);

extern const sqlite3_mem_methods QuirksMemoryMethods;
extern const sqlite3_mutex_methods QuirksMutexMethods;
extern sqlite3_vfs QuirksVfs;
