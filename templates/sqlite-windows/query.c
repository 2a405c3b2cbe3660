/* A query from its request to its result: parameters are bound, rows are written as they come. */
#include "driver.h"
#include "result.h"
#include "sqlite-statement.h"

typedef struct _NEW_DRIVER_RUN {
    PNEW_DRIVER_EXTENSION Extension;
    PUCHAR Buffer;
    ULONG InputLength;
    ULONG OutputLength;
    ULONG Written;
} NEW_DRIVER_RUN, *PNEW_DRIVER_RUN;

static NEW_DRIVER_SQLITE_ROUTINE NewDriverRun;
static NTSTATUS NewDriverBind(_In_ sqlite3_stmt *Statement, _In_ const NEW_DRIVER_RUN *Run);
static NTSTATUS NewDriverBindValue(
    _In_ sqlite3_stmt *Statement,
    _In_ int Parameter,
    _In_ const NEW_DRIVER_VALUE *Value,
    _In_reads_bytes_(Value->Length) const UCHAR *Data);
static NTSTATUS NewDriverWriteNames(_Inout_ PNEW_DRIVER_WRITER Writer, _In_ sqlite3_stmt *Statement);
static NTSTATUS NewDriverWriteRow(_Inout_ PNEW_DRIVER_WRITER Writer, _In_ sqlite3_stmt *Statement);
static BOOLEAN NewDriverWriteColumn(
    _Inout_ PNEW_DRIVER_WRITER Writer,
    _In_ sqlite3_stmt *Statement,
    _In_ int Column);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverQueryRun)
#pragma alloc_text(PAGE, NewDriverQueryList)
#pragma alloc_text(PAGE, NewDriverRun)
#pragma alloc_text(PAGE, NewDriverBind)
#pragma alloc_text(PAGE, NewDriverBindValue)
#pragma alloc_text(PAGE, NewDriverWriteNames)
#pragma alloc_text(PAGE, NewDriverWriteRow)
#pragma alloc_text(PAGE, NewDriverWriteColumn)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverQueryRun(
    PNEW_DRIVER_EXTENSION Extension,
    PVOID Buffer,
    ULONG InputLength,
    ULONG OutputLength,
    PULONG Written)
{
    NEW_DRIVER_RUN run;
    NTSTATUS status;

    PAGED_CODE();

    *Written = 0;
    if (InputLength < sizeof(NEW_DRIVER_QUERY)) {
        return STATUS_INVALID_PARAMETER;
    }
    if (((const NEW_DRIVER_QUERY *)Buffer)->Number >= NewDriverQueryCount) {
        return STATUS_NOT_FOUND;
    }

    run.Extension = Extension;
    run.Buffer = (PUCHAR)Buffer;
    run.InputLength = InputLength;
    run.OutputLength = OutputLength;
    run.Written = 0;
    status = NewDriverSqliteCall(&Extension->Calls, NewDriverRun, &run);
    *Written = run.Written;
    return status;
}

_Use_decl_annotations_
NTSTATUS NewDriverQueryList(PVOID Buffer, ULONG OutputLength, PULONG Written)
{
    NEW_DRIVER_WRITER writer;
    LONG64 number;
    NTSTATUS status;

    PAGED_CODE();

    NewDriverResultStart(&writer, Buffer, OutputLength, 3);
    NewDriverWriteText(&writer, "number");
    NewDriverWriteText(&writer, "title");
    NewDriverWriteText(&writer, "sql");
    status = NewDriverNamesEnd(&writer);
    for (number = 0; number < NewDriverQueryCount && NT_SUCCESS(status); number++) {
        NewDriverWriteValue(&writer, NEW_DRIVER_INTEGER, &number, sizeof(number));
        NewDriverWriteText(&writer, NewDriverQueries[number].Title);
        NewDriverWriteText(&writer, NewDriverQueries[number].Sql);
        status = NewDriverRowEnd(&writer);
    }
    *Written = writer.Written;
    return status;
}

_Use_decl_annotations_
static NTSTATUS NewDriverRun(PVOID Context)
{
    PNEW_DRIVER_RUN run = (PNEW_DRIVER_RUN)Context;
    ULONG number = ((const NEW_DRIVER_QUERY *)run->Buffer)->Number;
    NEW_DRIVER_WRITER writer = { 0 };
    sqlite3_stmt *statement;
    NTSTATUS status;

    PAGED_CODE();

    status = NewDriverStatementOpen(run->Extension->Database, NewDriverQueries[number].Sql, &statement);
    if (NT_SUCCESS(status)) {
        status = NewDriverBind(statement, run);
    }

    /* SQLite has copied the parameters: from here on the buffer is the result's. */
    if (NT_SUCCESS(status)) {
        NewDriverResultStart(&writer, run->Buffer, run->OutputLength, (ULONG)sqlite3_column_count(statement));
        status = NewDriverWriteNames(&writer, statement);
    }
    while (NT_SUCCESS(status)) {
        status = NewDriverStatementStep(statement);
        if (NT_SUCCESS(status)) {
            status = NewDriverWriteRow(&writer, statement);
        }
    }
    NewDriverStatementClose(statement);

    if (status == STATUS_NO_MORE_ENTRIES) {
        status = STATUS_SUCCESS;
    }

    /* An error has no result; one whose buffer is full has the rows that are in it. */
    if (NT_SUCCESS(status) || status == STATUS_BUFFER_OVERFLOW) {
        run->Written = writer.Written;
    }
    return status;
}

/* The buffer is the kernel's own: nobody changes it while it is read. What its lengths say is a program's word. */
_Use_decl_annotations_
static NTSTATUS NewDriverBind(sqlite3_stmt *Statement, const NEW_DRIVER_RUN *Run)
{
    const UCHAR *next = Run->Buffer + sizeof(NEW_DRIVER_QUERY);
    ULONG left = Run->InputLength - (ULONG)sizeof(NEW_DRIVER_QUERY);
    ULONG count = ((const NEW_DRIVER_QUERY *)Run->Buffer)->ParameterCount;
    ULONG parameter;

    PAGED_CODE();

    if (count != (ULONG)sqlite3_bind_parameter_count(Statement)) {
        return STATUS_INVALID_PARAMETER;
    }
    for (parameter = 1; parameter <= count; parameter++) {
        const NEW_DRIVER_VALUE *value = (const NEW_DRIVER_VALUE *)next;
        ULONGLONG size;
        NTSTATUS status;

        if (left < sizeof(NEW_DRIVER_VALUE) || value->Length > left - sizeof(NEW_DRIVER_VALUE)) {
            return STATUS_INVALID_PARAMETER;
        }
        status = NewDriverBindValue(Statement, (int)parameter, value, next + sizeof(NEW_DRIVER_VALUE));
        if (!NT_SUCCESS(status)) {
            return status;
        }

        /* The last value may come without what fills it up. */
        size = sizeof(NEW_DRIVER_VALUE) + NEW_DRIVER_PADDED(value->Length);
        next += size < left ? size : left;
        left = Run->InputLength - (ULONG)(next - Run->Buffer);
    }
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static NTSTATUS NewDriverBindValue(
    sqlite3_stmt *Statement,
    int Parameter,
    const NEW_DRIVER_VALUE *Value,
    const UCHAR *Data)
{
    LONG64 integer;
    double real;

    PAGED_CODE();

    switch (Value->Type) {
    case NEW_DRIVER_INTEGER:
        if (Value->Length != sizeof(integer)) {
            return STATUS_INVALID_PARAMETER;
        }
        RtlCopyMemory(&integer, Data, sizeof(integer));
        return NewDriverStatementBindInteger(Statement, Parameter, integer);
    case NEW_DRIVER_REAL:
        if (Value->Length != sizeof(real)) {
            return STATUS_INVALID_PARAMETER;
        }
        RtlCopyMemory(&real, Data, sizeof(real));
        return NewDriverStatementBindReal(Statement, Parameter, real);
    case NEW_DRIVER_TEXT:
        return NewDriverStatementBindText(Statement, Parameter, Data, Value->Length);
    case NEW_DRIVER_BLOB:
        return NewDriverStatementBindBlob(Statement, Parameter, Data, Value->Length);
    case NEW_DRIVER_NULL:
        /* A parameter that nothing was bound to is NULL. */
        return STATUS_SUCCESS;
    default:
        return STATUS_INVALID_PARAMETER;
    }
}

_Use_decl_annotations_
static NTSTATUS NewDriverWriteNames(PNEW_DRIVER_WRITER Writer, sqlite3_stmt *Statement)
{
    int columns = sqlite3_column_count(Statement);
    int column;

    PAGED_CODE();

    for (column = 0; column < columns; column++) {
        const char *name = sqlite3_column_name(Statement, column);

        if (name == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        NewDriverWriteText(Writer, name);
    }
    return NewDriverNamesEnd(Writer);
}

_Use_decl_annotations_
static NTSTATUS NewDriverWriteRow(PNEW_DRIVER_WRITER Writer, sqlite3_stmt *Statement)
{
    int columns = sqlite3_column_count(Statement);
    int column;

    PAGED_CODE();

    for (column = 0; column < columns; column++) {
        if (!NewDriverWriteColumn(Writer, Statement, column)) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
    }
    return NewDriverRowEnd(Writer);
}

/* FALSE: SQLite had no memory to make the value. */
_Use_decl_annotations_
static BOOLEAN NewDriverWriteColumn(PNEW_DRIVER_WRITER Writer, sqlite3_stmt *Statement, int Column)
{
    int type = sqlite3_column_type(Statement, Column);
    const VOID *data;
    ULONG length;
    LONG64 integer;
    double real;

    PAGED_CODE();

    switch (type) {
    case SQLITE_INTEGER:
        integer = sqlite3_column_int64(Statement, Column);
        NewDriverWriteValue(Writer, NEW_DRIVER_INTEGER, &integer, sizeof(integer));
        return TRUE;
    case SQLITE_FLOAT:
        real = sqlite3_column_double(Statement, Column);
        NewDriverWriteValue(Writer, NEW_DRIVER_REAL, &real, sizeof(real));
        return TRUE;
    case SQLITE_TEXT:
    case SQLITE_BLOB:
        /* The pointer first: to get it SQLite may have to make the value longer. */
        data = type == SQLITE_TEXT ? (const VOID *)sqlite3_column_text(Statement, Column)
                                   : sqlite3_column_blob(Statement, Column);
        length = (ULONG)sqlite3_column_bytes(Statement, Column);
        if (data == NULL && (type == SQLITE_TEXT || length != 0)) {
            return FALSE;
        }
        NewDriverWriteValue(Writer, (ULONG)type, data, length);
        return TRUE;
    default:
        NewDriverWriteValue(Writer, NEW_DRIVER_NULL, NULL, 0);
        return TRUE;
    }
}

C_ASSERT(NEW_DRIVER_TEXT == SQLITE_TEXT && NEW_DRIVER_BLOB == SQLITE_BLOB);
