/*
 * SQLite's log goes to the debugger. It is where SQLite says what it did not like: a syntax error with the place, a
 * damaged page with its number. No message of an operating system is needed for that.
 */
#include "sqlite-log.h"

void NewDriverSqliteLog(void *Context, int Code, const char *Message)
{
    ULONG level;

    UNREFERENCED_PARAMETER(Context);

    /* The low byte is the kind; what is above it tells cases of a kind apart. */
    switch (Code & 0xFF) {
    case SQLITE_NOTICE:
        level = DPFLTR_INFO_LEVEL;
        break;
    case SQLITE_WARNING:
        level = DPFLTR_WARNING_LEVEL;
        break;
    default:
        level = DPFLTR_ERROR_LEVEL;
        break;
    }
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, level, "newdriver: SQLite %d: %s\n", Code, Message);
}
