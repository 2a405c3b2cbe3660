/* Writes a NEW_DRIVER_RESULT into a buffer of bounded length: a row is in it whole or not at all. */
#pragma once

#include <ntddk.h>
#include "newdriverctl.h"

typedef struct _NEW_DRIVER_WRITER {
    PUCHAR Buffer;
    ULONG Length;

    /* Up to the end of the last whole row. */
    ULONG Written;

    /* And of the row that is being written. */
    ULONG Used;
    BOOLEAN IsFull;
} NEW_DRIVER_WRITER, *PNEW_DRIVER_WRITER;

/* The names of the columns are written next, as texts, and ended with NewDriverNamesEnd. */
VOID NewDriverResultStart(
    _Out_ PNEW_DRIVER_WRITER Writer,
    _Out_writes_bytes_(Length) PVOID Buffer,
    _In_ ULONG Length,
    _In_ ULONG ColumnCount);

/* Adds a value to the names or to a row. That there was no room for it is told at their end. */
VOID NewDriverWriteValue(
    _Inout_ PNEW_DRIVER_WRITER Writer,
    _In_ ULONG Type,
    _In_reads_bytes_opt_(Length) const VOID *Data,
    _In_ ULONG Length);

VOID NewDriverWriteText(_Inout_ PNEW_DRIVER_WRITER Writer, _In_z_ const char *Text);

/* STATUS_BUFFER_TOO_SMALL: without the names there is no result. */
_Must_inspect_result_
NTSTATUS NewDriverNamesEnd(_Inout_ PNEW_DRIVER_WRITER Writer);

/* STATUS_BUFFER_OVERFLOW: the result ends with the row before. */
_Must_inspect_result_
NTSTATUS NewDriverRowEnd(_Inout_ PNEW_DRIVER_WRITER Writer);
