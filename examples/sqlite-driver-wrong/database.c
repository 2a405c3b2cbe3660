/* The catalogue, opened from the disk. */
#include "driver.h"

#define CATALOG_PATH "C:\\ProgramData\\Quirks\\catalog.db"

// wrong: 2 KB of the stack, below all that SQLite has on it when it reports something
static void QuirksSqliteLog(void *Context, int Code, const char *Message)
{
    WCHAR reason[1024];

    UNREFERENCED_PARAMETER(Context);
    // wrong: user mode
    FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM, NULL, GetLastError(), 0, reason, RTL_NUMBER_OF(reason), NULL);
    printf("quirks: SQLite %d: %s (%ls)\n", Code, Message, reason);  // wrong: user mode
}

NTSTATUS QuirksDatabaseOpen(PQUIRKS_EXTENSION Extension)
{
    InitializeCriticalSection(&Extension->DatabaseLock);  // wrong: user mode

    sqlite3_initialize();  // wrong: nobody looks at the answer
    // wrong: too late, SQLite answers SQLITE_MISUSE and keeps its own
    sqlite3_config(SQLITE_CONFIG_MALLOC, &QuirksMemoryMethods);
    sqlite3_config(SQLITE_CONFIG_MUTEX, &QuirksMutexMethods);
    sqlite3_config(SQLITE_CONFIG_LOG, QuirksSqliteLog, NULL);  // wrong: nobody looks at the answer

    if (sqlite3_open_v2(CATALOG_PATH, &Extension->Database, SQLITE_OPEN_READONLY, "quirks") != SQLITE_OK) {
        return STATUS_UNSUCCESSFUL;
    }
    return STATUS_SUCCESS;
}

NTSTATUS QuirksDatabaseFind(PQUIRKS_EXTENSION Extension, const QUIRKS_QUERY *Query, PQUIRKS_REPLY Reply)
{
    sqlite3_stmt *statement;
    NTSTATUS status = STATUS_NOT_FOUND;
    char *sql;

    sql = malloc(128);  // wrong: user mode, and nobody looks whether there is memory
    sprintf(sql, "SELECT flags, name FROM quirk WHERE vendor = %u AND device = %u", Query->VendorId, Query->DeviceId);  // wrong

    EnterCriticalSection(&Extension->DatabaseLock);  // wrong: user mode
    if (sqlite3_prepare_v2(Extension->Database, sql, -1, &statement, NULL) == SQLITE_OK) {
        if (sqlite3_step(statement) == SQLITE_ROW) {
            Reply->Flags = sqlite3_column_int(statement, 0);
            strcpy(Reply->Name, (const char *)sqlite3_column_text(statement, 1));  // wrong: as long as it likes
            status = STATUS_SUCCESS;
        }
        sqlite3_finalize(statement);
    }
    LeaveCriticalSection(&Extension->DatabaseLock);  // wrong: user mode
    free(sql);  // wrong: user mode
    return status;
}
