/* SPDX-License-Identifier: GPL-2.0-only */
/* Declarations that the files of the newdriver module share. */
#ifndef NEW_DRIVER_H
#define NEW_DRIVER_H

#include <linux/mutex.h>
#include <linux/types.h>
#include "newdriver_ioctl.h"
#include "sqlite-options.h"
#include "sqlite3.h"
#include "sqlite-call.h"

/* Which database a query is asked of. */
enum newdriver_database_kind {
	/* The one in the module, read-only. */
	NEW_DRIVER_EMBEDDED,

	/* The one in the file; there is none where the module was loaded without a directory for it. */
	NEW_DRIVER_FILE,

	NEW_DRIVER_DATABASES
};

/* One thread answers one query at a time, whichever database it is of. */
#define NEW_DRIVER_TURNS (SQLITE_THREADSAFE ? NEW_DRIVER_DATABASES : 1)

struct newdriver {
	struct newdriver_sqlite_calls calls;

	/* Of those who are called through calls, and of nobody else. */
	sqlite3 *databases[NEW_DRIVER_DATABASES];

	/* Queries take turns, at a database or at all of them, and whoever waits for his may be killed. */
	struct mutex turns[NEW_DRIVER_TURNS];
};

/* connection.c; directory may be NULL or empty. */
int newdriver_connection_open(struct newdriver *driver, const char *directory);
void newdriver_connection_close(struct newdriver *driver);

/* device.c */
int newdriver_device_register(struct newdriver *driver);
void newdriver_device_deregister(void);

/* statistics.c: without debugfs there are none, and that is no error. */
void newdriver_statistics_register(struct newdriver *driver);
void newdriver_statistics_deregister(void);

/* queries.c */
struct newdriver_query_text {
	/* For people. */
	const char *title;

	/* One statement. */
	const char *sql;

	enum newdriver_database_kind database;
};

extern const struct newdriver_query_text newdriver_queries[];
extern const unsigned int newdriver_query_count;

/* What the file has to have, made where it is missing. */
extern const char newdriver_schema[];

/* query.c: a request whose memory is the kernel's own. */
struct newdriver_run {
	struct newdriver *driver;

	/* In the table of queries. */
	u32 number;

	/* struct newdriver_query and its values. */
	const u8 *input;
	u32 input_length;

	/* Whether it may write. */
	bool may_write;

	u8 *output;
	u32 output_length;

	/* Set for 0: what the output has of the result, and whether that is all. */
	u32 written;
	bool more_rows;
};

/* Returns 0 or an error; the output has a result for 0 alone. */
int newdriver_query_run(struct newdriver_run *run);
int newdriver_query_list(struct newdriver_run *run);

#endif
