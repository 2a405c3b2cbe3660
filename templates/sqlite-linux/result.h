/* SPDX-License-Identifier: GPL-2.0-only */
/* Writes a struct newdriver_result into a buffer of bounded length: a row is in it whole or not at all. */
#ifndef NEW_DRIVER_RESULT_H
#define NEW_DRIVER_RESULT_H

#include <linux/types.h>
#include "newdriver_ioctl.h"

struct newdriver_writer {
	u8 *buffer;
	u32 length;

	/* Up to the end of the last whole row. */
	u32 written;

	/* And of the row that is being written. */
	u32 used;
	bool is_full;
};

/* The names of the columns are written next, as texts, and ended with newdriver_names_end(). */
void newdriver_result_start(struct newdriver_writer *writer, void *buffer, u32 length, u32 column_count);

/* Adds a value to the names or to a row. That there was no room for it is told at their end. */
void newdriver_write_value(struct newdriver_writer *writer, u32 type, const void *data, u32 length);
void newdriver_write_text(struct newdriver_writer *writer, const char *text);

/* Whether there was room; without the names there is no result. */
bool newdriver_names_end(struct newdriver_writer *writer);

/* Whether there was room; otherwise the result ends with the row before. */
bool newdriver_row_end(struct newdriver_writer *writer);

#endif
