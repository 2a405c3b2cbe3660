/* SPDX-License-Identifier: GPL-2.0-only */
/* SQLite's statements for a Linux module: prepared, bound and stepped, with an errno for what SQLite says. */
#ifndef NEW_DRIVER_SQLITE_STATEMENT_H
#define NEW_DRIVER_SQLITE_STATEMENT_H

#include <linux/types.h>
#include "sqlite-options.h"
#include "sqlite3.h"

/* What a result of SQLite is to a module's caller; 0 for SQLITE_OK, SQLITE_ROW and SQLITE_DONE. */
int newdriver_sqlite_error(int result);

/* Prepares one statement, which newdriver_statement_close() gives back; NULL where it fails. */
int newdriver_statement_open(sqlite3 *database, const char *sql, sqlite3_stmt **statement);

/*
 * Does nothing with NULL. A statement that was not stepped to its end commits now what it has written: the error is
 * that of the commit, otherwise that of the last step.
 */
int newdriver_statement_close(sqlite3_stmt *statement);

/* Parameters are counted from 1. What they point to is copied: it is the caller's again at once. */
int newdriver_statement_bind_integer(sqlite3_stmt *statement, int parameter, s64 value);

/* The bits of a double. */
int newdriver_statement_bind_real(sqlite3_stmt *statement, int parameter, const void *bits);

/* UTF-8; length counts bytes and no zero at the end. */
int newdriver_statement_bind_text(sqlite3_stmt *statement, int parameter, const void *text, u32 length);
int newdriver_statement_bind_blob(sqlite3_stmt *statement, int parameter, const void *bytes, u32 length);

/* 1: there is a row, to be read until the next step. 0: there was the last one. Otherwise an error. */
int newdriver_statement_step(sqlite3_stmt *statement);

#endif
