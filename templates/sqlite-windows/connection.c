/* SQLite from its configuration to its end: one connection, which is there as long as the driver. */
#include "driver.h"
#include "sqlite-log.h"
#include "sqlite-memory.h"
#include "sqlite-mutex.h"
#include "sqlite-statement.h"
#include "sqlite-vfs.h"

static NEW_DRIVER_SQLITE_ROUTINE NewDriverOpen;
static NEW_DRIVER_SQLITE_ROUTINE NewDriverClose;
static int NewDriverConfigure(VOID);
static NTSTATUS NewDriverCheckQueries(_In_ sqlite3 *Database);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverConnectionOpen)
#pragma alloc_text(PAGE, NewDriverConnectionClose)
#pragma alloc_text(PAGE, NewDriverOpen)
#pragma alloc_text(PAGE, NewDriverClose)
#pragma alloc_text(PAGE, NewDriverConfigure)
#pragma alloc_text(PAGE, NewDriverCheckQueries)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverConnectionOpen(PNEW_DRIVER_EXTENSION Extension)
{
    NTSTATUS status;

    PAGED_CODE();

    status = NewDriverSqliteStart(&Extension->Calls);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no thread, status 0x%08X\n", status);
        return status;
    }

    status = NewDriverSqliteCall(&Extension->Calls, NewDriverOpen, Extension);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no database, status 0x%08X\n", status);
        NewDriverConnectionClose(Extension);
    }
    return status;
}

_Use_decl_annotations_
VOID NewDriverConnectionClose(PNEW_DRIVER_EXTENSION Extension)
{
    NEW_DRIVER_MEMORY_USAGE usage;

    PAGED_CODE();

    NewDriverSqliteStop(&Extension->Calls, NewDriverClose, Extension);

    /* The proof that all was closed and freed: what SQLite has left it cannot free any more. */
    NewDriverMemoryUsage(&usage);
    NewDriverLog(
        usage.Blocks == 0 ? DPFLTR_INFO_LEVEL : DPFLTR_ERROR_LEVEL,
        "newdriver: SQLite has ended, %lld blocks of memory (%lld bytes) are left of %lld\n",
        usage.Blocks,
        usage.Bytes,
        usage.Requests);
    NT_ASSERT(usage.Blocks == 0);
}

_Use_decl_annotations_
static NTSTATUS NewDriverOpen(PVOID Context)
{
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)Context;
    int result;

    PAGED_CODE();

    /* Everything is configured before sqlite3_initialize: afterwards SQLite refuses it. */
    result = NewDriverConfigure();
    if (result == SQLITE_OK) {
        result = sqlite3_initialize();
    }
    if (result == SQLITE_OK) {
        result = sqlite3_open_v2("database", &extension->Database, SQLITE_OPEN_READONLY, NewDriverVfs.zName);
    }
    if (result != SQLITE_OK) {
        return NewDriverSqliteStatus(result);
    }
    return NewDriverCheckQueries(extension->Database);
}

_Use_decl_annotations_
static NTSTATUS NewDriverClose(PVOID Context)
{
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)Context;
    int result;

    PAGED_CODE();

    /* A failed open leaves a handle too, which has to be closed. */
    result = sqlite3_close(extension->Database);
    NT_ASSERT(result == SQLITE_OK);
    extension->Database = NULL;
    (VOID)sqlite3_shutdown();
    return NewDriverSqliteStatus(result);
}

static int NewDriverConfigure(VOID)
{
    int result;

    PAGED_CODE();

    result = sqlite3_config(SQLITE_CONFIG_LOG, NewDriverSqliteLog, NULL);
    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MALLOC, &NewDriverMemoryMethods);
    }
#if SQLITE_THREADSAFE
    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MUTEX, &NewDriverMutexMethods);
    }
#endif
    return result;
}

/* A query that does not fit the database keeps the driver from loading, instead of failing when somebody asks it. */
_Use_decl_annotations_
static NTSTATUS NewDriverCheckQueries(sqlite3 *Database)
{
    sqlite3_stmt *statement;
    ULONG number;
    NTSTATUS status = STATUS_SUCCESS;

    PAGED_CODE();

    for (number = 0; number < NewDriverQueryCount && NT_SUCCESS(status); number++) {
        status = NewDriverStatementOpen(Database, NewDriverQueries[number].Sql, &statement);
        NewDriverStatementClose(statement);
    }
    return status;
}
