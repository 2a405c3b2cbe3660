// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes messages to the device, takes them and asks how it stands: of the
 * module it knows newdriver_ioctl.h alone.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../newdriver_ioctl.h"

#define READ_NOW (O_RDONLY | O_NONBLOCK)
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

struct command {
	const char *name;
	/* NULL where there is none. */
	const char *argument;
	const char *help;
	/* O_RDONLY, O_WRONLY, O_RDWR, O_NONBLOCK. */
	int flags;
	/* 0, or -1 with errno. */
	int (*run)(int device, const char *argument);
};

static int write_message(int device, const char *text)
{
	return write(device, text, strlen(text)) < 0 ? -1 : 0;
}

static int read_message(int device, const char *unused)
{
	char text[NEW_DRIVER_MESSAGE_BYTES];
	ssize_t size = read(device, text, sizeof(text));

	(void)unused;
	if (size < 0)
		return -1;
	printf("%.*s\n", (int)size, text);
	return 0;
}

static int parse_number(const char *text, __u32 *number)
{
	char *end;
	unsigned long long value;

	errno = 0;
	value = strtoull(text, &end, 0);
	if (errno || end == text || *end || *text == '-' || value > UINT32_MAX) {
		errno = EINVAL;
		return -1;
	}
	*number = (__u32)value;
	return 0;
}

static int wait_for_message(int device, const char *milliseconds)
{
	__u32 timeout;

	if (parse_number(milliseconds, &timeout) ||
	    ioctl(device, NEW_DRIVER_IOC_SET_TIMEOUT, &timeout))
		return -1;
	return read_message(device, NULL);
}

static int follow_messages(int device, const char *unused)
{
	struct pollfd waited = { .fd = device, .events = POLLIN };

	/* Lines are seen as they come, also by a program that reads them. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	while (poll(&waited, 1, -1) >= 0) {
		/* Somebody else may have been faster. */
		if (read_message(device, unused) && errno != EAGAIN)
			return -1;
	}
	return -1;
}

static int print_status(int device, const char *unused)
{
	struct newdriver_status status;
	__u32 version;

	(void)unused;
	if (ioctl(device, NEW_DRIVER_IOC_VERSION, &version) ||
	    ioctl(device, NEW_DRIVER_IOC_STATUS, &status))
		return -1;
	printf("version %u, %u open\n", version, status.opens);
	printf("%u messages of %u bytes wait, %u may\n",
	       status.messages, status.bytes, status.limit);
	printf("%llu written, %llu taken, %llu expired\n",
	       status.written, status.taken, status.expired);
	return 0;
}

static int clear_messages(int device, const char *unused)
{
	(void)unused;
	return ioctl(device, NEW_DRIVER_IOC_CLEAR);
}

static int set_limit(int device, const char *messages)
{
	__u32 limit;

	if (parse_number(messages, &limit))
		return -1;
	return ioctl(device, NEW_DRIVER_IOC_SET_LIMIT, &limit);
}

static const struct command commands[] = {
	{ "write", "TEXT", "writes a message, when there is room", O_WRONLY, write_message },
	{ "read", NULL, "takes the oldest message and prints it", READ_NOW, read_message },
	{ "wait", "MS", "as read; waits so long, 0 for ever", O_RDONLY, wait_for_message },
	{ "follow", NULL, "prints messages as they come", READ_NOW, follow_messages },
	{ "status", NULL, "prints how many messages wait, came and went", O_RDONLY, print_status },
	{ "clear", NULL, "drops all messages", O_WRONLY, clear_messages },
	{ "limit", "COUNT", "lets so many messages wait", O_RDONLY, set_limit },
};

static int usage(const char *program)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		const struct command *each = &commands[i];
		const char *argument = each->argument ? each->argument : "";

		fprintf(stderr, "%s %-6s %-5s  %s\n", program, each->name, argument, each->help);
	}
	return 2;
}

int main(int argc, char **argv)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		const struct command *command = &commands[i];
		int device;

		if (argc != (command->argument ? 3 : 2) || strcmp(argv[1], command->name))
			continue;
		device = open(NEW_DRIVER_PATH, command->flags | O_CLOEXEC);
		if (device < 0) {
			perror(NEW_DRIVER_PATH);
			return 1;
		}
		if (command->run(device, argv[2])) {
			perror(command->name);
			return 1;
		}
		return 0;
	}
	return usage(argv[0]);
}
