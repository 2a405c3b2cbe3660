/* Logs of a driver's SQLite. */
#include <ntddk.h>
#include "sqlite3.h"

static sqlite3 *Database;

static void Moved(void *Context, int Code, const char *Message)
{
    char reason[128];

    UNREFERENCED_PARAMETER(Context);
    FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM, NULL, GetLastError(), 0, reason, sizeof(reason), NULL); // want sqlite-error-format "Moved, SQLite's log, gets its text from FormatMessageA and GetLastError: user-mode functions"; ok user-mode-api
    DbgPrint("SQLite %d: %s (%s)\n", Code, Message, reason);
}

static void Again(void *Context, int Code, const char *Message)
{
    UNREFERENCED_PARAMETER(Context);
    DbgPrint("SQLite %d: %s (%s)\n", Code, Message, sqlite3_errmsg(Database));     // want sqlite-error-format error "Again, SQLite's log, calls sqlite3_errmsg, and must not call SQLite"
    DbgPrint("%s\n", sqlite3_errstr(Code));                                         // ok sqlite-error-format
}

static void Keep(int Code)
{
    char *copy = sqlite3_mprintf("%d", Code);                                       // ok sqlite-error-format

    sqlite3_free(copy);
}

static void Through(void *Context, int Code, const char *Message)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Message);
    Keep(Code);                                                                     // want sqlite-error-format "leads through Keep to sqlite3_free"
}

static void Right(void *Context, int Code, const char *Message)
{
    UNREFERENCED_PARAMETER(Context);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "SQLite %d: %s\n", Code, Message); // ok sqlite-error-format
}

int Configure(int Which)
{
    switch (Which) {
    case 0:
        return sqlite3_config(SQLITE_CONFIG_LOG, Moved, NULL);
    case 1:
        return sqlite3_config(SQLITE_CONFIG_LOG, &Again, NULL);
    case 2:
        return sqlite3_config(SQLITE_CONFIG_LOG, Through, NULL);
    default:
        return sqlite3_config(SQLITE_CONFIG_LOG, Right, NULL);
    }
}

/* Elsewhere the general rule speaks. */
ULONG Elsewhere(void)
{
    return GetLastError();                                                          // want user-mode-api "GetLastError"; ok sqlite-error-format
}
