/* The catalogue: opened once, read by every query under SQLite's own mutex. */
#include "driver.h"

static void QuirksSqliteLog(void *Context, int Code, const char *Message);
static int QuirksConfigure(void);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, QuirksDatabaseOpen)
#pragma alloc_text(PAGE, QuirksDatabaseClose)
#pragma alloc_text(PAGE, QuirksDatabaseFind)
#endif

_Use_decl_annotations_
NTSTATUS QuirksDatabaseOpen(PQUIRKS_EXTENSION Extension)
{
    int result;

    PAGED_CODE();

    /* Everything is configured before sqlite3_initialize: afterwards SQLite refuses it. */
    result = QuirksConfigure();
    if (result == SQLITE_OK) {
        result = sqlite3_initialize();
    }
    if (result == SQLITE_OK) {
        result = sqlite3_open_v2("catalog", &Extension->Database, SQLITE_OPEN_READONLY, "quirks");
    }
    if (result != SQLITE_OK) {
        QuirksLog(DPFLTR_ERROR_LEVEL, "quirks: no catalogue, SQLite says %d\n", result);
        QuirksDatabaseClose(Extension);
        return result == SQLITE_NOMEM ? STATUS_INSUFFICIENT_RESOURCES : STATUS_UNSUCCESSFUL;
    }
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID QuirksDatabaseClose(PQUIRKS_EXTENSION Extension)
{
    PAGED_CODE();

    /* A failed open leaves a handle too, which has to be closed. */
    sqlite3_close(Extension->Database);
    Extension->Database = NULL;
    sqlite3_shutdown();
}

_Use_decl_annotations_
NTSTATUS QuirksDatabaseFind(PQUIRKS_EXTENSION Extension, const QUIRKS_QUERY *Query, PQUIRKS_REPLY Reply)
{
    static const char sql[] = "SELECT flags, name FROM quirk WHERE vendor = ?1 AND device = ?2";
    sqlite3_stmt *statement = NULL;
    const unsigned char *name;
    int length;
    int result;

    PAGED_CODE();

    RtlZeroMemory(Reply, sizeof(*Reply));
    result = sqlite3_prepare_v2(Extension->Database, sql, sizeof(sql), &statement, NULL);
    if (result != SQLITE_OK) {
        return result == SQLITE_NOMEM ? STATUS_INSUFFICIENT_RESOURCES : STATUS_UNSUCCESSFUL;
    }
    sqlite3_bind_int(statement, 1, Query->VendorId);
    sqlite3_bind_int(statement, 2, Query->DeviceId);

    result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
        Reply->Flags = (ULONG)sqlite3_column_int(statement, 0);
        name = sqlite3_column_text(statement, 1);
        length = sqlite3_column_bytes(statement, 1);
        if (name != NULL) {
            RtlCopyMemory(Reply->Name, name, min((SIZE_T)length, sizeof(Reply->Name) - 1));
        }
    }
    sqlite3_finalize(statement);

    switch (result) {
    case SQLITE_ROW:
        return STATUS_SUCCESS;
    case SQLITE_DONE:
        return STATUS_NOT_FOUND;
    case SQLITE_NOMEM:
        return STATUS_INSUFFICIENT_RESOURCES;
    default:
        return STATUS_UNSUCCESSFUL;
    }
}

static int QuirksConfigure(void)
{
    int result = sqlite3_config(SQLITE_CONFIG_MALLOC, &QuirksMemoryMethods);

    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MUTEX, &QuirksMutexMethods);
    }
    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_LOG, QuirksSqliteLog, NULL);
    }
    return result;
}

/* SQLite's own words reach the debugger. */
static void QuirksSqliteLog(void *Context, int Code, const char *Message)
{
    UNREFERENCED_PARAMETER(Context);
    QuirksLog(DPFLTR_WARNING_LEVEL, "quirks: SQLite %d: %s\n", Code, Message);
}
