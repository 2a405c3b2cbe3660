// SPDX-License-Identifier: GPL-2.0-only
/*
 * newdriver: lists the queries of the newdriver module and runs them. A program for user mode: of the module it knows
 * newdriver_ioctl.h alone.
 */
#include "values.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Of a result, in bytes: of a query that only reads, twice as much is asked for until all rows fit. */
#define FIRST_RESULT (64 * 1024)

/* Asks, and prints the result; 0 or an errno. */
static int print_answer(int device, unsigned long command, const struct request *input, bool may_write);
static int print_result(const unsigned char *bytes, size_t length);
static int list(int count, char **arguments);
static int run(int count, char **arguments);

static const struct command {
	const char *name;
	const char *arguments;
	const char *help;
	int fewest_arguments;
	int most_arguments;
	int (*run)(int count, char **arguments);
} commands[] = {
	{ "list", "", "prints the queries, their numbers first", 0, 0, list },
	{ "run", "[-w] NUMBER [PARAMETER...]", "runs a query; 42, 4.2, null, x'00ff', others are text; -w: it may write",
	  1, 1000, run },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

int main(int argc, char **argv)
{
	const struct command *command = NULL;
	size_t index;
	int error;

	for (index = 0; argc >= 2 && index < COMMANDS; index++) {
		if (strcmp(argv[1], commands[index].name) == 0)
			command = &commands[index];
	}
	if (!command || argc - 2 < command->fewest_arguments || argc - 2 > command->most_arguments) {
		fprintf(stderr, "newdriver COMMAND\n");
		for (index = 0; index < COMMANDS; index++)
			fprintf(stderr, "  %-4s %-26s  %s\n", commands[index].name, commands[index].arguments,
				commands[index].help);
		return 2;
	}
	error = command->run(argc - 2, argv + 2);
	if (error)
		fprintf(stderr, "%s: %s\n", command->name, strerror(error));
	return error ? 1 : 0;
}

static int list(int count, char **arguments)
{
	int device = open(NEW_DRIVER_PATH, O_RDONLY | O_CLOEXEC);
	int error;

	(void)count;
	(void)arguments;
	if (device < 0)
		return errno;
	error = print_answer(device, NEW_DRIVER_IOC_LIST, NULL, false);
	close(device);
	return error;
}

static int run(int count, char **arguments)
{
	bool may_write = strcmp(arguments[0], "-w") == 0;
	struct request request;
	int device;
	int error = 0;
	int index = may_write;

	if (index == count)
		return EINVAL;
	if (!request_start(&request, strtoul(arguments[index++], NULL, 10)))
		return ENOMEM;
	for (; index < count && !error; index++)
		error = request_add_typed(&request, arguments[index]) ? 0 : ENOMEM;

	device = open(NEW_DRIVER_PATH, (may_write ? O_RDWR : O_RDONLY) | O_CLOEXEC);
	if (device < 0)
		error = errno;
	if (!error)
		error = print_answer(device, NEW_DRIVER_IOC_RUN, &request, may_write);
	if (device >= 0)
		close(device);
	free(request.bytes);
	return error;
}

static int print_answer(int device, unsigned long command, const struct request *input, bool may_write)
{
	struct newdriver_request request = {
		.input = input ? (uintptr_t)input->bytes : 0,
		.input_length = input ? input->length : 0,
		.output_length = may_write ? NEW_DRIVER_LARGEST_OUTPUT : FIRST_RESULT,
	};
	unsigned char *result;
	int error;

	/* What writes is not asked twice. */
	for (;;) {
		result = malloc(request.output_length);
		if (!result)
			return ENOMEM;
		request.output = (uintptr_t)result;
		error = ioctl(device, command, &request) == 0 ? 0 : errno;
		if ((error != ENOSPC && !(request.flags & NEW_DRIVER_MORE_ROWS)) || may_write ||
		    request.output_length == NEW_DRIVER_LARGEST_OUTPUT)
			break;
		free(result);
		request.output_length *= 2;
		request.flags = 0;
	}
	if (!error)
		error = print_result(result, request.written);
	if (!error && (request.flags & NEW_DRIVER_MORE_ROWS))
		fprintf(stderr, "There are more rows than fit into %u bytes.\n", request.output_length);
	free(result);
	return error;
}

/* A line for the names and one for each row, with tabs between. */
static int print_result(const unsigned char *bytes, size_t length)
{
	struct newdriver_result result;
	struct reader reader;
	__u32 row;
	__u32 column;

	if (length < sizeof(result))
		return EPROTO;
	memcpy(&result, bytes, sizeof(result));
	reader.next = bytes + sizeof(result);
	reader.left = length - sizeof(result);
	for (row = 0; row <= result.row_count; row++) {
		for (column = 0; column < result.column_count; column++) {
			struct newdriver_value value;
			const unsigned char *data;

			if (!read_value(&reader, &value, &data))
				return EPROTO;
			fputs(column == 0 ? "" : "\t", stdout);
			print_value(&value, data);
		}
		if (result.column_count > 0)
			printf("\n");
	}
	return 0;
}
