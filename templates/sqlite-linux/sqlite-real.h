/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Real numbers go through the module as the 64 bits that they are: its code is compiled without floating point, and
 * only sqlite-real.c can hand SQLite a double.
 */
#ifndef NEW_DRIVER_SQLITE_REAL_H
#define NEW_DRIVER_SQLITE_REAL_H

#include "sqlite-options.h"
#include "sqlite3.h"

/* As sqlite3_bind_double: a result of SQLite. */
int newdriver_bind_real(sqlite3_stmt *statement, int parameter, const void *bits);

/* As sqlite3_column_double. */
void newdriver_column_real(sqlite3_stmt *statement, int column, void *bits);

#endif
