/*
 * prefix: kd-linux-sqlite-statement
 * title: SQLite in Linux: query with a parameter
 * topic: SQLite
 * description: Prepares a statement, binds a number, reads one row, and finalizes the statement
 *     whatever happens
 * includes: linux/errno.h, linux/types.h, sqlite3.h
 * needs: sqlite-call
 */
struct ${1:sample}_lookup {
	sqlite3 *database;
	s64 ${2:id};
	s64 value;
};

/*
 * Called by ${1:sample}_sqlite_call(): nothing sleeps here, and what SQLite calls pauses before it
 * does.
 */
static int ${1:sample}_run_lookup(void *context)
{
	static const char sql[] = "SELECT ${3:value} FROM ${4:setting} WHERE ${5:id} = ?1";
	struct ${1:sample}_lookup *lookup = context;
	sqlite3_stmt *statement = NULL;
	int result;
	int error;

	result = sqlite3_prepare_v2(lookup->database, sql, sizeof(sql), &statement, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_bind_int64(statement, 1, lookup->${2:id});
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	switch (result) {
	case SQLITE_ROW:
		lookup->value = sqlite3_column_int64(statement, 0);
		error = 0;
		break;
	case SQLITE_DONE:
		error = -ENOENT;
		break;
	case SQLITE_NOMEM:
		error = -ENOMEM;
		break;
	default:
		/* The text of the error is in SQLite's log. */
		error = -EIO;
		break;
	}
	/* Says again what the last step has said. */
	sqlite3_finalize(statement);
	return error;
}

/* In process context. */
static int ${1:sample}_lookup(sqlite3 *database, s64 ${2:id}, s64 *value)
{
	struct ${1:sample}_lookup lookup = { .database = database, .${2:id} = ${2:id} };
	int error = ${1:sample}_sqlite_call(${1:sample}_run_lookup, &lookup);

	if (!error)
		*value = lookup.value;
	return error;
}
