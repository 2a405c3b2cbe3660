/*
 * Where this driver calls SQLite: at PASSIVE_LEVEL, with stack enough, and on one thread alone where SQLite was
 * compiled for that. What reads or changes the database runs through NewDriverSqliteCall.
 */
#pragma once

#include <ntddk.h>
#include "sqlite-options.h"

#if SQLITE_THREADSAFE == 0

/* Calls wait for the thread in the order in which they came. */
typedef struct _NEW_DRIVER_SQLITE_CALLS {
    PVOID Thread;

    /* Counts what is in List. */
    KSEMAPHORE Waiting;

    FAST_MUTEX Lock;
    LIST_ENTRY List;
} NEW_DRIVER_SQLITE_CALLS, *PNEW_DRIVER_SQLITE_CALLS;

#else

typedef struct _NEW_DRIVER_SQLITE_CALLS {
    /* Made so far. */
    volatile LONG64 Count;
} NEW_DRIVER_SQLITE_CALLS, *PNEW_DRIVER_SQLITE_CALLS;

#endif

typedef
_Function_class_(NEW_DRIVER_SQLITE_ROUTINE)
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NEW_DRIVER_SQLITE_ROUTINE(_Inout_ PVOID Context);
typedef NEW_DRIVER_SQLITE_ROUTINE *PNEW_DRIVER_SQLITE_ROUTINE;

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverSqliteStart(_Out_ PNEW_DRIVER_SQLITE_CALLS Calls);

/* Runs Routine where SQLite may be called, and returns what it returns; or an error if there is no memory for that. */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverSqliteCall(
    _Inout_ PNEW_DRIVER_SQLITE_CALLS Calls,
    _In_ PNEW_DRIVER_SQLITE_ROUTINE Routine,
    _Inout_ PVOID Context);

/* Runs Routine as the last one, which needs no memory, when no call is under way and none will come. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID NewDriverSqliteStop(
    _Inout_ PNEW_DRIVER_SQLITE_CALLS Calls,
    _In_ PNEW_DRIVER_SQLITE_ROUTINE Routine,
    _Inout_ PVOID Context);
