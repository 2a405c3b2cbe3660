/* Texts of SQLite in the kernel's log. */
#include <ntddk.h>
#include "sqlite3.h"

void Tell(sqlite3 *Database, sqlite3_stmt *Statement)
{
    DbgPrint("catalog: %s\n", sqlite3_errmsg(Database));                     // want sqlite-error-format warning "is UTF-8, and %ws prints it as UTF-16"
    DbgPrint("catalog: %d%% %-8s\n", 3, sqlite3_column_text(Statement, 0));   // want sqlite-error-format "%-8S prints it as UTF-16"
    DbgPrint("catalog: %ws\n", sqlite3_errmsg16(Database));                    // want sqlite-error-format "is UTF-16, and %s prints it as bytes"
    DbgPrint("catalog: %ws, %s\n", sqlite3_errmsg16(Database), sqlite3_errmsg(Database)); // ok sqlite-error-format
    DbgPrint("catalog: %.*s\n", 8, (const char *)sqlite3_column_text(Statement, 0));      // ok sqlite-error-format
}

static void Log(void *Context, int Code, const char *Message)
{
    UNREFERENCED_PARAMETER(Context);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "catalog: %d: %s\n", Code, Message); // want sqlite-error-format "Message is UTF-8, and %ls prints it as UTF-16"
}

int Configure(void)
{
    return sqlite3_config(SQLITE_CONFIG_LOG, Log, NULL);
}
