// SPDX-License-Identifier: GPL-2.0-only
/* SQLite from its configuration to its end: one connection a database, there as long as the module is. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/printk.h>
#include "driver.h"
#include "file-io.h"
#include "sqlite-log.h"
#include "sqlite-memory.h"
#include "sqlite-mutex.h"
#include "sqlite-statement.h"
#include "sqlite-vfs.h"

/* In the directory that the module is loaded with. */
#define FILE_NAME "newdriver.db"

static int newdriver_configure(void)
{
	int result;

	result = sqlite3_config(SQLITE_CONFIG_LOG, newdriver_sqlite_log, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_config(SQLITE_CONFIG_MALLOC, &newdriver_memory_methods);
#if SQLITE_THREADSAFE
	if (result == SQLITE_OK)
		result = sqlite3_config(SQLITE_CONFIG_MUTEX, &newdriver_mutex_methods);
#endif
	return result;
}

/* A query that does not fit its database keeps the module from loading, instead of failing when somebody asks it. */
static int newdriver_check_queries(sqlite3 *database, enum newdriver_database_kind kind)
{
	sqlite3_stmt *statement;
	unsigned int number;
	int status = 0;

	for (number = 0; number < newdriver_query_count && !status; number++) {
		if (newdriver_queries[number].database != kind)
			continue;
		status = newdriver_statement_open(database, newdriver_queries[number].sql, &statement);
		newdriver_statement_close(statement);
	}
	return status;
}

/* A failed open may leave a handle too, which newdriver_close() closes. */
static int newdriver_open_database(struct newdriver *driver, enum newdriver_database_kind kind)
{
	sqlite3 **database = &driver->databases[kind];
	int result;

	if (kind == NEW_DRIVER_EMBEDDED)
		result = sqlite3_open_v2("database", database, SQLITE_OPEN_READONLY, newdriver_vfs.zName);
	else
		result = sqlite3_open_v2(FILE_NAME, database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
					 newdriver_file_vfs.zName);
	if (result != SQLITE_OK)
		return newdriver_sqlite_error(result);

	newdriver_sqlite_watch(&driver->calls, *database);

	/* With the first look into the file: now a transaction that a crash has cut off is rolled back. */
	if (kind == NEW_DRIVER_FILE)
		result = sqlite3_exec(*database, newdriver_schema, NULL, NULL, NULL);
	return result == SQLITE_OK ? newdriver_check_queries(*database, kind) : newdriver_sqlite_error(result);
}

static int newdriver_open_embedded(void *context)
{
	int result;

	/* Everything is configured before sqlite3_initialize(): afterwards SQLite refuses it. */
	result = newdriver_configure();
	if (result == SQLITE_OK)
		result = sqlite3_initialize();
	if (result != SQLITE_OK)
		return newdriver_sqlite_error(result);
	return newdriver_open_database(context, NEW_DRIVER_EMBEDDED);
}

static int newdriver_open_file(void *context)
{
	return newdriver_open_database(context, NEW_DRIVER_FILE);
}

static int newdriver_close(void *context)
{
	struct newdriver *driver = context;
	int kind;

	/* A statement that was not closed keeps its connection. */
	for (kind = 0; kind < NEW_DRIVER_DATABASES; kind++) {
		WARN_ON(sqlite3_close(driver->databases[kind]) != SQLITE_OK);
		driver->databases[kind] = NULL;
	}
	sqlite3_shutdown();
	return 0;
}

int newdriver_connection_open(struct newdriver *driver, const char *directory)
{
	int index;
	int status;

	for (index = 0; index < NEW_DRIVER_TURNS; index++)
		mutex_init(&driver->turns[index]);
	status = newdriver_memory_start();
	if (status)
		return status;
	status = newdriver_sqlite_start(&driver->calls);
	if (status) {
		pr_err("no thread, error %d\n", status);
		newdriver_memory_stop();
		return status;
	}

	status = newdriver_sqlite_call(&driver->calls, newdriver_open_embedded, driver);
	if (status)
		pr_err("the database in the module cannot be used, error %d\n", status);
	if (!status && directory && *directory) {
		status = newdriver_io_start(directory);
		if (!status)
			status = newdriver_sqlite_call(&driver->calls, newdriver_open_file, driver);
		if (status)
			pr_err("%s/" FILE_NAME " cannot be used, error %d\n", directory, status);
	}
	if (status)
		newdriver_connection_close(driver);
	return status;
}

void newdriver_connection_close(struct newdriver *driver)
{
	struct newdriver_memory_usage usage;

	newdriver_sqlite_call(&driver->calls, newdriver_close, driver);
	newdriver_sqlite_stop(&driver->calls);
	newdriver_io_stop();

	/* The proof that all was closed and freed: what SQLite has left it cannot free any more. */
	newdriver_memory_usage(&usage);
	pr_info("SQLite has ended, %lld blocks of memory (%lld bytes) are left of %lld\n", usage.blocks, usage.bytes,
		usage.requests);
	newdriver_memory_stop();
}
