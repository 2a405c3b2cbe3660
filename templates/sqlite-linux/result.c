// SPDX-License-Identifier: GPL-2.0-only
/* Writes results. The buffer may hold anything before: each byte that is counted as written has been. */
#include <linux/string.h>
#include "result.h"

void newdriver_result_start(struct newdriver_writer *writer, void *buffer, u32 length, u32 column_count)
{
	struct newdriver_result result = { .column_count = column_count };

	writer->buffer = buffer;
	writer->length = length;
	writer->written = 0;
	writer->used = sizeof(result);
	writer->is_full = length < sizeof(result);
	if (!writer->is_full)
		memcpy(buffer, &result, sizeof(result));
}

void newdriver_write_value(struct newdriver_writer *writer, u32 type, const void *data, u32 length)
{
	struct newdriver_value value = { .type = type, .length = length };
	u32 left = writer->is_full ? 0 : writer->length - writer->used;
	u8 *target = writer->buffer + writer->used;

	if (left < sizeof(value) || NEW_DRIVER_PADDED(length) > left - sizeof(value)) {
		writer->is_full = true;
		return;
	}

	memcpy(target, &value, sizeof(value));
	if (length)
		memcpy(target + sizeof(value), data, length);
	memset(target + sizeof(value) + length, 0, NEW_DRIVER_PADDED(length) - length);
	writer->used += sizeof(value) + NEW_DRIVER_PADDED(length);
}

void newdriver_write_text(struct newdriver_writer *writer, const char *text)
{
	newdriver_write_value(writer, NEW_DRIVER_TEXT, text, strlen(text));
}

bool newdriver_names_end(struct newdriver_writer *writer)
{
	if (!writer->is_full)
		writer->written = writer->used;
	return !writer->is_full;
}

bool newdriver_row_end(struct newdriver_writer *writer)
{
	if (writer->is_full)
		return false;
	writer->written = writer->used;
	((struct newdriver_result *)writer->buffer)->row_count++;
	return true;
}
