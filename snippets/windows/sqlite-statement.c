/*
 * prefix: kd-sqlite-statement
 * title: SQLite: query with a parameter
 * topic: SQLite
 * description: Prepares a statement, binds a number, reads one row, and finalizes the statement whatever happens
 * includes: sqlite3.h
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}Lookup(_In_ sqlite3 *Database, _In_ LONG64 ${2:Id}, _Out_ PLONG64 Value)
{
    static const char sql[] = "SELECT ${3:value} FROM ${4:setting} WHERE ${5:id} = ?1";
    sqlite3_stmt *statement = NULL;
    NTSTATUS status;
    int result;

    *Value = 0;
    result = sqlite3_prepare_v2(Database, sql, sizeof(sql), &statement, NULL);
    if (result == SQLITE_OK) {
        result = sqlite3_bind_int64(statement, 1, ${2:Id});
    }
    if (result == SQLITE_OK) {
        result = sqlite3_step(statement);
    }
    switch (result) {
    case SQLITE_ROW:
        *Value = sqlite3_column_int64(statement, 0);
        status = STATUS_SUCCESS;
        break;
    case SQLITE_DONE:
        status = STATUS_NOT_FOUND;
        break;
    case SQLITE_NOMEM:
        status = STATUS_INSUFFICIENT_RESOURCES;
        break;
    default:
        /* The text of the error is in SQLite's log. */
        status = STATUS_UNSUCCESSFUL;
        break;
    }

    /* Says again what the last step has said. */
    (VOID)sqlite3_finalize(statement);
    return status;
}
