// SPDX-License-Identifier: GPL-2.0-only
/* A query from its request to its result: parameters are bound, rows are written as they come. */
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/nospec.h>
#include <linux/string.h>
#include "driver.h"
#include "result.h"
#include "sqlite-memory.h"
#include "sqlite-real.h"
#include "sqlite-statement.h"

static int newdriver_run_query(void *context);
static int newdriver_release_memory(void *context);

/* Nothing begins that might not end. Pages that SQLite keeps for later may be what the reserves lack. */
static int newdriver_prepared_call(struct newdriver_run *run)
{
	struct newdriver_sqlite_calls *calls = &run->driver->calls;

	if (newdriver_memory_prepare()) {
		newdriver_sqlite_call(calls, newdriver_release_memory, run->driver);
		if (newdriver_memory_prepare())
			return -ENOMEM;
	}
	return newdriver_sqlite_call(calls, newdriver_run_query, run);
}

/* One query at a time on a connection, if not on all: what one of them writes no other sees half. */
int newdriver_query_run(struct newdriver_run *run)
{
	const struct newdriver_query *query = (const struct newdriver_query *)run->input;
	struct mutex *turn;
	int status;

	if (query->number >= newdriver_query_count)
		return -ENXIO;
	/* Also where the processor guesses how the comparison ends. */
	run->number = array_index_nospec(query->number, newdriver_query_count);

	turn = &run->driver->turns[newdriver_queries[run->number].database % NEW_DRIVER_TURNS];
	if (mutex_lock_killable(turn))
		return -EINTR;
	status = newdriver_prepared_call(run);
	mutex_unlock(turn);
	return status;
}

int newdriver_query_list(struct newdriver_run *run)
{
	struct newdriver_writer writer;
	s64 number;

	newdriver_result_start(&writer, run->output, run->output_length, 3);
	newdriver_write_text(&writer, "number");
	newdriver_write_text(&writer, "title");
	newdriver_write_text(&writer, "sql");
	if (!newdriver_names_end(&writer))
		return -ENOSPC;
	for (number = 0; number < newdriver_query_count && !run->more_rows; number++) {
		newdriver_write_value(&writer, NEW_DRIVER_INTEGER, &number, sizeof(number));
		newdriver_write_text(&writer, newdriver_queries[number].title);
		newdriver_write_text(&writer, newdriver_queries[number].sql);
		run->more_rows = !newdriver_row_end(&writer);
	}
	run->written = writer.written;
	return 0;
}

static int newdriver_bind_value(sqlite3_stmt *statement, int parameter, const struct newdriver_value *value,
				const u8 *data)
{
	s64 integer;

	switch (value->type) {
	case NEW_DRIVER_INTEGER:
		if (value->length != sizeof(integer))
			return -EINVAL;
		memcpy(&integer, data, sizeof(integer));
		return newdriver_statement_bind_integer(statement, parameter, integer);
	case NEW_DRIVER_REAL:
		if (value->length != sizeof(u64))
			return -EINVAL;
		return newdriver_statement_bind_real(statement, parameter, data);
	case NEW_DRIVER_TEXT:
		return newdriver_statement_bind_text(statement, parameter, data, value->length);
	case NEW_DRIVER_BLOB:
		return newdriver_statement_bind_blob(statement, parameter, data, value->length);
	case NEW_DRIVER_NULL:
		/* A parameter that nothing was bound to is NULL. */
		return 0;
	default:
		return -EINVAL;
	}
}

/* The input is the kernel's own: nobody changes it while it is read. What its lengths say is a program's word. */
static int newdriver_bind(sqlite3_stmt *statement, const struct newdriver_run *run)
{
	const struct newdriver_query *query = (const struct newdriver_query *)run->input;
	const u8 *next = run->input + sizeof(*query);
	u32 left = run->input_length - sizeof(*query);
	u32 parameter;

	if (query->parameter_count != sqlite3_bind_parameter_count(statement))
		return -EINVAL;
	for (parameter = 1; parameter <= query->parameter_count; parameter++) {
		const struct newdriver_value *value = (const struct newdriver_value *)next;
		u64 size;
		int status;

		if (left < sizeof(*value) || value->length > left - sizeof(*value))
			return -EINVAL;
		status = newdriver_bind_value(statement, parameter, value, next + sizeof(*value));
		if (status)
			return status;

		/* The last value may come without what fills it up. */
		size = sizeof(*value) + NEW_DRIVER_PADDED(value->length);
		if (size > left)
			size = left;
		next += size;
		left -= size;
	}
	return 0;
}

static int newdriver_write_names(struct newdriver_writer *writer, sqlite3_stmt *statement)
{
	int columns = sqlite3_column_count(statement);
	int column;

	for (column = 0; column < columns; column++) {
		const char *name = sqlite3_column_name(statement, column);

		if (!name)
			return -ENOMEM;
		newdriver_write_text(writer, name);
	}
	return newdriver_names_end(writer) ? 0 : -ENOSPC;
}

/* -ENOMEM: SQLite had no memory to make the value. */
static int newdriver_write_column(struct newdriver_writer *writer, sqlite3_stmt *statement, int column)
{
	int type = sqlite3_column_type(statement, column);
	const void *data;
	s64 integer;
	u64 real;
	u32 length;

	switch (type) {
	case SQLITE_INTEGER:
		integer = sqlite3_column_int64(statement, column);
		newdriver_write_value(writer, NEW_DRIVER_INTEGER, &integer, sizeof(integer));
		return 0;
	case SQLITE_FLOAT:
		newdriver_column_real(statement, column, &real);
		newdriver_write_value(writer, NEW_DRIVER_REAL, &real, sizeof(real));
		return 0;
	case SQLITE_TEXT:
	case SQLITE_BLOB:
		/* The pointer first: to get it SQLite may have to make the value longer. */
		data = type == SQLITE_TEXT ? (const void *)sqlite3_column_text(statement, column) :
					     sqlite3_column_blob(statement, column);
		length = sqlite3_column_bytes(statement, column);
		if (!data && (type == SQLITE_TEXT || length))
			return -ENOMEM;
		newdriver_write_value(writer, type, data, length);
		return 0;
	default:
		newdriver_write_value(writer, NEW_DRIVER_NULL, NULL, 0);
		return 0;
	}
}

static int newdriver_write_row(struct newdriver_writer *writer, sqlite3_stmt *statement)
{
	int columns = sqlite3_column_count(statement);
	int column;
	int status;

	for (column = 0; column < columns; column++) {
		status = newdriver_write_column(writer, statement, column);
		if (status)
			return status;
	}
	return 0;
}

static int newdriver_run_statement(struct newdriver_run *run, sqlite3_stmt *statement)
{
	struct newdriver_writer writer;
	int status;

	if (!run->may_write && !sqlite3_stmt_readonly(statement))
		return -EBADF;
	status = newdriver_bind(statement, run);
	if (status)
		return status;

	/* Before the first step: for a result without names nothing is written either. */
	newdriver_result_start(&writer, run->output, run->output_length, sqlite3_column_count(statement));
	status = newdriver_write_names(&writer, statement);
	if (status)
		return status;

	while ((status = newdriver_statement_step(statement)) > 0) {
		status = newdriver_write_row(&writer, statement);
		if (status)
			return status;
		if (!newdriver_row_end(&writer)) {
			run->more_rows = true;
			break;
		}
	}
	run->written = writer.written;
	return run->more_rows ? 0 : status;
}

static int newdriver_run_query(void *context)
{
	struct newdriver_run *run = context;
	const struct newdriver_query_text *text = &newdriver_queries[run->number];
	sqlite3 *database = run->driver->databases[text->database];
	sqlite3_stmt *statement;
	int closed;
	int status;

	if (!database)
		return -ENODEV;
	status = newdriver_statement_open(database, text->sql, &statement);
	if (!status)
		status = newdriver_run_statement(run, statement);

	/* Where not all rows were asked for, what was written is committed here. */
	closed = newdriver_statement_close(statement);
	return status ? status : closed;
}

static int newdriver_release_memory(void *context)
{
	struct newdriver *driver = context;
	int kind;

	for (kind = 0; kind < NEW_DRIVER_DATABASES; kind++) {
		if (driver->databases[kind])
			sqlite3_db_release_memory(driver->databases[kind]);
	}
	return 0;
}

static_assert(NEW_DRIVER_TEXT == SQLITE_TEXT && NEW_DRIVER_BLOB == SQLITE_BLOB);
