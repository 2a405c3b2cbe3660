// SPDX-License-Identifier: GPL-2.0-only
/* SQLite's statements with an errno for what SQLite says: the text of an error is in its log (sqlite-log.c). */
#include <linux/errno.h>
#include "sqlite-real.h"
#include "sqlite-statement.h"

int newdriver_sqlite_error(int result)
{
	/* The low byte is the kind; what is above it tells cases of a kind apart. */
	switch (result & 0xFF) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return 0;
	case SQLITE_NOMEM:
		return -ENOMEM;
	case SQLITE_READONLY:
		return -EROFS;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return -EUCLEAN;
	case SQLITE_CANTOPEN:
		return -ENOENT;
	case SQLITE_CONSTRAINT:
		return -EEXIST;
	case SQLITE_ERROR:
	case SQLITE_RANGE:
	case SQLITE_MISMATCH:
		return -EINVAL;
	case SQLITE_TOOBIG:
		return -E2BIG;
	case SQLITE_FULL:
		return -ENOSPC;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return -EBUSY;
	case SQLITE_INTERRUPT:
		return -EINTR;
	case SQLITE_AUTH:
	case SQLITE_PERM:
		return -EACCES;
	default:
		return result == SQLITE_IOERR_NOMEM ? -ENOMEM : -EIO;
	}
}

int newdriver_statement_open(sqlite3 *database, const char *sql, sqlite3_stmt **statement)
{
	int result;

	*statement = NULL;
	result = sqlite3_prepare_v2(database, sql, -1, statement, NULL);
	if (result != SQLITE_OK)
		return newdriver_sqlite_error(result);

	/* Of a text without a statement SQLite makes none, and says that all is well. */
	return *statement ? 0 : -EINVAL;
}

int newdriver_statement_close(sqlite3_stmt *statement)
{
	return newdriver_sqlite_error(sqlite3_finalize(statement));
}

int newdriver_statement_bind_integer(sqlite3_stmt *statement, int parameter, s64 value)
{
	return newdriver_sqlite_error(sqlite3_bind_int64(statement, parameter, value));
}

int newdriver_statement_bind_real(sqlite3_stmt *statement, int parameter, const void *bits)
{
	return newdriver_sqlite_error(newdriver_bind_real(statement, parameter, bits));
}

int newdriver_statement_bind_text(sqlite3_stmt *statement, int parameter, const void *text, u32 length)
{
	return newdriver_sqlite_error(
		sqlite3_bind_text64(statement, parameter, text, length, SQLITE_TRANSIENT, SQLITE_UTF8));
}

int newdriver_statement_bind_blob(sqlite3_stmt *statement, int parameter, const void *bytes, u32 length)
{
	/* NULL for an empty blob would be NULL for SQLite. */
	if (!length)
		return newdriver_sqlite_error(sqlite3_bind_zeroblob(statement, parameter, 0));
	return newdriver_sqlite_error(sqlite3_bind_blob64(statement, parameter, bytes, length, SQLITE_TRANSIENT));
}

int newdriver_statement_step(sqlite3_stmt *statement)
{
	int result = sqlite3_step(statement);

	return result == SQLITE_ROW ? 1 : newdriver_sqlite_error(result);
}
