/*
 * prefix: kd-linux-sqlite-config
 * title: SQLite in Linux: configuration, start and end
 * topic: SQLite
 * description: Configures SQLite, initialises it and opens a database, in the order that it wants,
 *     and ends it
 * includes: linux/bug.h, linux/errno.h, sqlite3.h
 * needs: sqlite-call, sqlite-parts
 */
/*
 * Called by ${1:sample}_sqlite_call(). All is configured before sqlite3_initialize, which then
 * refuses it.
 */
static int ${1:sample}_sqlite_start(void *context)
{
	sqlite3 **database = context;
	int result;

	*database = NULL;
	result = sqlite3_config(SQLITE_CONFIG_LOG, ${1:sample}_sqlite_log, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_config(SQLITE_CONFIG_MALLOC, &${1:sample}_memory_methods);
#if SQLITE_THREADSAFE
	if (result == SQLITE_OK)
		result = sqlite3_config(SQLITE_CONFIG_MUTEX, &${1:sample}_mutex_methods);
#endif
	if (result == SQLITE_OK)
		result = sqlite3_initialize();
	if (result == SQLITE_OK)
		result = sqlite3_open_v2("${2:database}", database, SQLITE_OPEN_READONLY,
					 ${1:sample}_vfs.zName);
	if (result == SQLITE_OK)
		return 0;
	/* A failed open leaves a handle too, which has to be closed. */
	sqlite3_close(*database);
	*database = NULL;
	sqlite3_shutdown();
	return result == SQLITE_NOMEM ? -ENOMEM : -EIO;
}

/* Called by ${1:sample}_sqlite_call(). */
static int ${1:sample}_sqlite_end(void *context)
{
	sqlite3 *database = context;

	/* SQLITE_BUSY says that a statement was not finalized: what it holds stays allocated. */
	WARN_ON(sqlite3_close(database) != SQLITE_OK);
	sqlite3_shutdown();
	return 0;
}
