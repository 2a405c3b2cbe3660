/* SQLite's statements with an NTSTATUS for what SQLite says: the text of an error is in its log (sqlite-log.c). */
#include "sqlite-statement.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverStatementOpen)
#pragma alloc_text(PAGE, NewDriverStatementClose)
#pragma alloc_text(PAGE, NewDriverStatementBindInteger)
#pragma alloc_text(PAGE, NewDriverStatementBindReal)
#pragma alloc_text(PAGE, NewDriverStatementBindText)
#pragma alloc_text(PAGE, NewDriverStatementBindBlob)
#pragma alloc_text(PAGE, NewDriverStatementStep)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverSqliteStatus(int Result)
{
    /* The low byte is the kind; what is above it tells cases of a kind apart. */
    switch (Result & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
        return STATUS_SUCCESS;
    case SQLITE_DONE:
        return STATUS_NO_MORE_ENTRIES;
    case SQLITE_NOMEM:
        return STATUS_INSUFFICIENT_RESOURCES;
    case SQLITE_READONLY:
        return STATUS_MEDIA_WRITE_PROTECTED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return STATUS_FILE_CORRUPT_ERROR;
    case SQLITE_CANTOPEN:
        return STATUS_OBJECT_NAME_NOT_FOUND;
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
        return STATUS_INVALID_PARAMETER;
    case SQLITE_TOOBIG:
        return STATUS_INVALID_BUFFER_SIZE;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return STATUS_DEVICE_BUSY;
    case SQLITE_INTERRUPT:
        return STATUS_CANCELLED;
    case SQLITE_AUTH:
    case SQLITE_PERM:
        return STATUS_ACCESS_DENIED;
    case SQLITE_IOERR:
        return Result == SQLITE_IOERR_NOMEM ? STATUS_INSUFFICIENT_RESOURCES : STATUS_IO_DEVICE_ERROR;
    default:
        return STATUS_UNSUCCESSFUL;
    }
}

_Use_decl_annotations_
NTSTATUS NewDriverStatementOpen(sqlite3 *Database, const char *Sql, sqlite3_stmt **Statement)
{
    int result;

    PAGED_CODE();

    *Statement = NULL;
    result = sqlite3_prepare_v2(Database, Sql, -1, Statement, NULL);
    if (result != SQLITE_OK) {
        return NewDriverSqliteStatus(result);
    }

    /* Of a text without a statement SQLite makes none, and says that all is well. */
    return *Statement == NULL ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID NewDriverStatementClose(sqlite3_stmt *Statement)
{
    PAGED_CODE();

    /* Says again what the last step has said: the caller knows. */
    (VOID)sqlite3_finalize(Statement);
}

_Use_decl_annotations_
NTSTATUS NewDriverStatementBindInteger(sqlite3_stmt *Statement, int Parameter, LONG64 Value)
{
    PAGED_CODE();

    return NewDriverSqliteStatus(sqlite3_bind_int64(Statement, Parameter, Value));
}

_Use_decl_annotations_
NTSTATUS NewDriverStatementBindReal(sqlite3_stmt *Statement, int Parameter, double Value)
{
    PAGED_CODE();

    return NewDriverSqliteStatus(sqlite3_bind_double(Statement, Parameter, Value));
}

_Use_decl_annotations_
NTSTATUS NewDriverStatementBindText(sqlite3_stmt *Statement, int Parameter, const VOID *Text, ULONG Length)
{
    PAGED_CODE();

    return NewDriverSqliteStatus(
        sqlite3_bind_text64(Statement, Parameter, (const char *)Text, Length, SQLITE_TRANSIENT, SQLITE_UTF8));
}

_Use_decl_annotations_
NTSTATUS NewDriverStatementBindBlob(sqlite3_stmt *Statement, int Parameter, const VOID *Bytes, ULONG Length)
{
    PAGED_CODE();

    /* NULL for an empty blob would be NULL for SQLite. */
    return NewDriverSqliteStatus(
        Length == 0 ? sqlite3_bind_zeroblob(Statement, Parameter, 0)
                    : sqlite3_bind_blob64(Statement, Parameter, Bytes, Length, SQLITE_TRANSIENT));
}

_Use_decl_annotations_
NTSTATUS NewDriverStatementStep(sqlite3_stmt *Statement)
{
    PAGED_CODE();

    return NewDriverSqliteStatus(sqlite3_step(Statement));
}
