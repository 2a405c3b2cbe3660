// SPDX-License-Identifier: GPL-2.0-only
/*
 * Compiled with SSE, as SQLite is, and without headers of the kernel, whose code is not meant for that. It is called
 * where SQLite is: by routines of newdriver_sqlite_call().
 */
#include "sqlite-real.h"
#include "libc/libc.h"

int newdriver_bind_real(sqlite3_stmt *statement, int parameter, const void *bits)
{
	double real;

	memcpy(&real, bits, sizeof(real));
	return sqlite3_bind_double(statement, parameter, real);
}

void newdriver_column_real(sqlite3_stmt *statement, int column, void *bits)
{
	double real = sqlite3_column_double(statement, column);

	memcpy(bits, &real, sizeof(real));
}
