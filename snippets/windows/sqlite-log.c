/*
 * prefix: kd-sqlite-log
 * title: SQLite: log
 * topic: SQLite
 * description: What SQLite reports goes to the debugger, by its severity; for SQLITE_CONFIG_LOG
 * includes: sqlite3.h
 */
EXTERN_C void ${1:Sample}SqliteLog(void *Context, int Code, const char *Message)
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
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, level, "${2:sample}: SQLite %d: %s\n", Code, Message);
}
