/*
 * prefix: kd-sqlite-config
 * title: SQLite: configuration, start and end
 * topic: SQLite
 * description: Configures SQLite, initialises it and opens a database, in the order that it wants, and ends it
 * needs: sqlite-parts
 * includes: sqlite3.h
 */
/* At PASSIVE_LEVEL. Everything is configured before sqlite3_initialize: afterwards SQLite refuses it. */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}SqliteStart(_Outptr_ sqlite3 **Database)
{
    int result;

    *Database = NULL;
    result = sqlite3_config(SQLITE_CONFIG_LOG, ${1:Sample}SqliteLog, NULL);
    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MALLOC, &${1:Sample}MemoryMethods);
    }
#if SQLITE_THREADSAFE
    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MUTEX, &${1:Sample}MutexMethods);
    }
#endif
    if (result == SQLITE_OK) {
        result = sqlite3_initialize();
    }
    if (result == SQLITE_OK) {
        result = sqlite3_open_v2("${2:database}", Database, SQLITE_OPEN_READONLY, ${1:Sample}Vfs.zName);
    }
    if (result != SQLITE_OK) {
        /* A failed open leaves a handle too, which has to be closed. */
        (VOID)sqlite3_close(*Database);
        *Database = NULL;
        (VOID)sqlite3_shutdown();
        return result == SQLITE_NOMEM ? STATUS_INSUFFICIENT_RESOURCES : STATUS_UNSUCCESSFUL;
    }
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}SqliteEnd(_In_opt_ sqlite3 *Database)
{
    /* SQLITE_BUSY says that a statement was not finalized: what it holds stays allocated when the driver is gone. */
    int result = sqlite3_close(Database);

    NT_ASSERT(result == SQLITE_OK);
    UNREFERENCED_PARAMETER(result);
    (VOID)sqlite3_shutdown();
}
