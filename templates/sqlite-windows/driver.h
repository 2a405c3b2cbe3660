/* Declarations that the files of the NewDriver driver share. */
#pragma once

#include <ntddk.h>
#include "newdriverctl.h"
#include "sqlite-options.h"
#include "sqlite3.h"
#include "sqlite-call.h"

#define NewDriverLog(Level, ...) DbgPrintEx(DPFLTR_IHVDRIVER_ID, (Level), __VA_ARGS__)

typedef struct _NEW_DRIVER_EXTENSION {
    NEW_DRIVER_SQLITE_CALLS Calls;

    /* Of those who are called through Calls, and of nobody else. */
    sqlite3 *Database;
} NEW_DRIVER_EXTENSION, *PNEW_DRIVER_EXTENSION;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD NewDriverUnload;

/* dispatch.c */
_Dispatch_type_(IRP_MJ_CREATE)
_Dispatch_type_(IRP_MJ_CLOSE)
DRIVER_DISPATCH NewDriverCreateClose;

_Dispatch_type_(IRP_MJ_DEVICE_CONTROL)
DRIVER_DISPATCH NewDriverDeviceControl;

/* connection.c */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverConnectionOpen(_Inout_ PNEW_DRIVER_EXTENSION Extension);

_IRQL_requires_(PASSIVE_LEVEL)
VOID NewDriverConnectionClose(_Inout_ PNEW_DRIVER_EXTENSION Extension);

/* queries.c */
typedef struct _NEW_DRIVER_QUERY_TEXT {
    /* For people. */
    const char *Title;

    /* One statement. */
    const char *Sql;
} NEW_DRIVER_QUERY_TEXT;

extern const NEW_DRIVER_QUERY_TEXT NewDriverQueries[];
extern const ULONG NewDriverQueryCount;

/*
 * query.c: a request and its result share Buffer, which has InputLength bytes of the one and room for OutputLength of
 * the other. STATUS_BUFFER_OVERFLOW: Written counts a result without the rows for which there was no room.
 */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverQueryRun(
    _In_ PNEW_DRIVER_EXTENSION Extension,
    _Inout_ PVOID Buffer,
    _In_ ULONG InputLength,
    _In_ ULONG OutputLength,
    _Out_ PULONG Written);

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverQueryList(
    _Out_writes_bytes_to_(OutputLength, *Written) PVOID Buffer,
    _In_ ULONG OutputLength,
    _Out_ PULONG Written);
