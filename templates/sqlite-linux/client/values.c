// SPDX-License-Identifier: GPL-2.0-only
/* Values as the newdriver module takes and gives them. */
#include "values.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool add_blob(struct request *request, const char *digits, size_t count);

bool request_start(struct request *request, __u32 number)
{
	struct newdriver_query *query = calloc(1, sizeof(*query));

	if (!query)
		return false;
	query->number = number;
	request->bytes = (unsigned char *)query;
	request->length = sizeof(*query);
	return true;
}

bool request_add(struct request *request, __u32 type, const void *data, __u32 length)
{
	struct newdriver_value value = { .type = type, .length = length };
	size_t padded = NEW_DRIVER_PADDED(length);
	unsigned char *bytes = realloc(request->bytes, request->length + sizeof(value) + padded);

	if (!bytes)
		return false;
	request->bytes = bytes;
	bytes += request->length;
	memcpy(bytes, &value, sizeof(value));
	if (length)
		memcpy(bytes + sizeof(value), data, length);
	memset(bytes + sizeof(value) + length, 0, padded - length);
	request->length += sizeof(value) + padded;
	((struct newdriver_query *)request->bytes)->parameter_count++;
	return true;
}

bool request_add_typed(struct request *request, const char *argument)
{
	size_t length = strlen(argument);
	char *end;
	__s64 integer;
	double real;

	if (strncmp(argument, "text:", 5) == 0)
		return request_add(request, NEW_DRIVER_TEXT, argument + 5, length - 5);
	if (strcasecmp(argument, "null") == 0)
		return request_add(request, NEW_DRIVER_NULL, NULL, 0);
	if (length >= 3 && length % 2 == 1 && strncasecmp(argument, "x'", 2) == 0 && argument[length - 1] == '\'' &&
	    strspn(argument + 2, "0123456789abcdefABCDEF") == length - 3)
		return add_blob(request, argument + 2, (length - 3) / 2);

	/* 0x10 is 16, as identifiers are written. What is too large for an integer is a real number; "nan" is a text. */
	errno = 0;
	integer = strtoll(argument, &end, strncasecmp(argument, "0x", 2) == 0 ? 16 : 10);
	if (length > 0 && *end == '\0' && errno == 0)
		return request_add(request, NEW_DRIVER_INTEGER, &integer, sizeof(integer));
	real = strtod(argument, &end);
	if (length > 0 && *end == '\0' && strspn(argument, "0123456789.eE+-") == length)
		return request_add(request, NEW_DRIVER_REAL, &real, sizeof(real));
	return request_add(request, NEW_DRIVER_TEXT, argument, length);
}

bool read_value(struct reader *reader, struct newdriver_value *value, const unsigned char **data)
{
	__u64 padded;

	if (reader->left < sizeof(*value))
		return false;
	memcpy(value, reader->next, sizeof(*value));
	padded = NEW_DRIVER_PADDED(value->length);
	if (reader->left - sizeof(*value) < padded)
		return false;
	*data = reader->next + sizeof(*value);
	reader->next += sizeof(*value) + padded;
	reader->left -= sizeof(*value) + padded;
	return true;
}

void print_value(const struct newdriver_value *value, const unsigned char *data)
{
	__s64 integer;
	double real;
	char text[32];
	__u32 index;

	switch (value->type) {
	case NEW_DRIVER_INTEGER:
		memcpy(&integer, data, sizeof(integer));
		printf("%lld", (long long)integer);
		break;
	case NEW_DRIVER_REAL:
		memcpy(&real, data, sizeof(real));

		/* As few digits as give the same number again. */
		snprintf(text, sizeof(text), "%.15g", real);
		if (strtod(text, NULL) != real)
			snprintf(text, sizeof(text), "%.17g", real);
		printf(strpbrk(text, ".en") ? "%s" : "%s.0", text);
		break;
	case NEW_DRIVER_TEXT:
		fwrite(data, 1, value->length, stdout);
		break;
	case NEW_DRIVER_BLOB:
		printf("x'");
		for (index = 0; index < value->length; index++)
			printf("%02x", data[index]);
		printf("'");
		break;
	default:
		printf("NULL");
		break;
	}
}

static bool add_blob(struct request *request, const char *digits, size_t count)
{
	unsigned char *bytes = malloc(count + 1);
	size_t index;
	bool added;

	if (!bytes)
		return false;
	for (index = 0; index < count; index++) {
		char byte[3] = { digits[2 * index], digits[2 * index + 1], '\0' };

		bytes[index] = strtoul(byte, NULL, 16);
	}
	added = request_add(request, NEW_DRIVER_BLOB, bytes, count);
	free(bytes);
	return added;
}
