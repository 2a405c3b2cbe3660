/* SPDX-License-Identifier: GPL-2.0-only */
/* Values as the newdriver module takes and gives them: a request is made of some, a result is read one by one. */
#ifndef VALUES_H
#define VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include "../newdriver_ioctl.h"

/* struct newdriver_query and the values of its parameters; bytes is from malloc and the caller's to free. */
struct request {
	unsigned char *bytes;
	size_t length;
};

/* False, here and below: there is no memory, and the request is as it was. */
bool request_start(struct request *request, __u32 number);
bool request_add(struct request *request, __u32 type, const void *data, __u32 length);

/* A parameter as somebody types it: 42, 4.2, null, x'0042', anything else is text, and so is what follows "text:". */
bool request_add_typed(struct request *request, const char *argument);

struct reader {
	const unsigned char *next;
	size_t left;
};

/* False: the bytes end before a whole value does. */
bool read_value(struct reader *reader, struct newdriver_value *value, const unsigned char **data);

/* On standard output, as SQL has it, but for text, which is as it is. */
void print_value(const struct newdriver_value *value, const unsigned char *data);

#endif
