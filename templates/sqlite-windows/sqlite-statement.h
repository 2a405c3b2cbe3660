/* SQLite's statements for a Windows driver: prepared, bound and stepped, with an NTSTATUS for what SQLite says. */
#pragma once

#include <ntddk.h>
#include "sqlite3.h"

/* What a result of SQLite is to a driver's caller. SQLITE_ROW is a success, SQLITE_DONE is STATUS_NO_MORE_ENTRIES. */
NTSTATUS NewDriverSqliteStatus(_In_ int Result);

/* Prepares one statement, which NewDriverStatementClose gives back. */
_IRQL_requires_(PASSIVE_LEVEL)
_Must_inspect_result_
NTSTATUS NewDriverStatementOpen(
    _In_ sqlite3 *Database,
    _In_z_ const char *Sql,
    _Outptr_ sqlite3_stmt **Statement);

_IRQL_requires_(PASSIVE_LEVEL)
VOID NewDriverStatementClose(_In_opt_ sqlite3_stmt *Statement);

/* Parameters are counted from 1. What they point to is copied: it is the caller's again at once. */
_IRQL_requires_(PASSIVE_LEVEL)
_Must_inspect_result_
NTSTATUS NewDriverStatementBindInteger(_In_ sqlite3_stmt *Statement, _In_ int Parameter, _In_ LONG64 Value);

_IRQL_requires_(PASSIVE_LEVEL)
_Must_inspect_result_
NTSTATUS NewDriverStatementBindReal(_In_ sqlite3_stmt *Statement, _In_ int Parameter, _In_ double Value);

/* UTF-8; Length counts bytes and no zero at the end. */
_IRQL_requires_(PASSIVE_LEVEL)
_Must_inspect_result_
NTSTATUS NewDriverStatementBindText(
    _In_ sqlite3_stmt *Statement,
    _In_ int Parameter,
    _In_reads_bytes_(Length) const VOID *Text,
    _In_ ULONG Length);

_IRQL_requires_(PASSIVE_LEVEL)
_Must_inspect_result_
NTSTATUS NewDriverStatementBindBlob(
    _In_ sqlite3_stmt *Statement,
    _In_ int Parameter,
    _In_reads_bytes_(Length) const VOID *Bytes,
    _In_ ULONG Length);

/* STATUS_SUCCESS: there is a row, to be read until the next step. STATUS_NO_MORE_ENTRIES: there was the last one. */
_IRQL_requires_(PASSIVE_LEVEL)
_Must_inspect_result_
NTSTATUS NewDriverStatementStep(_In_ sqlite3_stmt *Statement);
