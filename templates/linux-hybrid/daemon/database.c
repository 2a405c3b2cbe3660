// SPDX-License-Identifier: GPL-2.0-only
/*
 * SQLite, as the daemon uses it: one statement, prepared once, on a database that it cannot change.
 */
#include "database.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct database {
	sqlite3 *handle;
	sqlite3_stmt *find;
};

static const char find_sql[] = "SELECT flags, name FROM device WHERE vendor = ?1 AND id = ?2";

/*
 * How long to wait for another process that is writing, in milliseconds: less than the module waits
 * for an answer, and other questions wait as well.
 */
#define BUSY_TIMEOUT	250

static int prepare(struct database *database, const char *path)
{
	int error;

	error = sqlite3_open_v2(path, &database->handle,
				SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
	if (error != SQLITE_OK)
		return error;
	sqlite3_busy_timeout(database->handle, BUSY_TIMEOUT);
	/* What the schema of a file says is nothing to run functions or write to tables for. */
	sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(database->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	return sqlite3_prepare_v3(database->handle, find_sql, sizeof(find_sql),
				  SQLITE_PREPARE_PERSISTENT, &database->find, NULL);
}

struct database *database_open(const char *path)
{
	struct database *database = calloc(1, sizeof(*database));

	if (!database) {
		fprintf(stderr, "%s: out of memory\n", path);
		return NULL;
	}
	if (prepare(database, path) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(database->handle));
		database_close(database);
		return NULL;
	}
	return database;
}

void database_close(struct database *database)
{
	if (!database)
		return;
	/* What they return was said before, by what went wrong. */
	sqlite3_finalize(database->find);
	sqlite3_close(database->handle);
	free(database);
}

/* The module takes no longer names: a longer one ends before a character of UTF-8, not inside. */
static void copy_name(char *target, const char *name)
{
	size_t length = strlen(name);

	if (length >= NEW_DRIVER_NAME_SIZE) {
		length = NEW_DRIVER_NAME_SIZE - 1;
		while (length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80)
			length--;
	}
	memcpy(target, name, length);
	target[length] = '\0';
}

static enum newdriver_result read_row(sqlite3_stmt *row, struct quirks *quirks)
{
	sqlite3_int64 flags = sqlite3_column_int64(row, 0);
	const char *name = (const char *)sqlite3_column_text(row, 1);

	/* NULL in the database, or no memory to make a text of it. */
	if (!name)
		return NEW_DRIVER_RESULT_FAILED;
	if (flags & ~(sqlite3_int64)NEW_DRIVER_ALL_QUIRKS) {
		fprintf(stderr, "%s: the flags 0x%llx mean nothing\n", name,
			(unsigned long long)flags);
		return NEW_DRIVER_RESULT_FAILED;
	}
	quirks->flags = (uint32_t)flags;
	copy_name(quirks->name, name);
	return NEW_DRIVER_RESULT_FOUND;
}

enum newdriver_result database_find(struct database *database, uint16_t vendor, uint16_t device,
				    struct quirks *quirks)
{
	enum newdriver_result result;

	/* They fail where there is no such parameter or a row is being read: neither is so. */
	sqlite3_bind_int(database->find, 1, vendor);
	sqlite3_bind_int(database->find, 2, device);
	switch (sqlite3_step(database->find)) {
	case SQLITE_ROW:
		result = read_row(database->find, quirks);
		break;
	case SQLITE_DONE:
		result = NEW_DRIVER_RESULT_UNKNOWN;
		break;
	default:
		fprintf(stderr, "%04x:%04x: %s\n", vendor, device,
			sqlite3_errmsg(database->handle));
		result = NEW_DRIVER_RESULT_FAILED;
		break;
	}
	/* Ends the read transaction too. */
	sqlite3_reset(database->find);
	return result;
}
