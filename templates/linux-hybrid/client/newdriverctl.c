// SPDX-License-Identifier: GPL-2.0-only
/* newdriverctl: asks the newdriver module for quirks of devices. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "../uapi/newdriver.h"

#define DEVICE	"/dev/newdriver"

/* -1: errno says why. */
typedef int command_t(char **arguments);

static command_t look_up;
static command_t look_up_without_waiting;
static command_t measure;

static const struct command {
	const char *name;
	const char *argument;
	const char *help;
	command_t *run;
} commands[] = {
	{ "lookup", "VENDOR:DEVICE", "prints the quirks of a device: 8086:100e", look_up },
	{ "poll", "VENDOR:DEVICE", "the same, by a file that does not block",
	  look_up_without_waiting },
	{ "time", "COUNT", "asks for so many devices, then for one of them as often", measure },
};

#define COMMAND_COUNT	(sizeof(commands) / sizeof(commands[0]))

static int usage(void)
{
	size_t index;

	fprintf(stderr, "usage:\n");
	for (index = 0; index < COMMAND_COUNT; index++)
		fprintf(stderr, "  newdriverctl %s %s\n      %s\n", commands[index].name,
			commands[index].argument, commands[index].help);
	return 2;
}

/* Four hexadecimal digits, or fewer, on both sides of a colon. */
static int parse_device(const char *text, struct newdriver_lookup *lookup)
{
	unsigned int vendor, device;
	int length = 0;

	/* sscanf takes signs, spaces and 0x as well. */
	if (text[strspn(text, "0123456789abcdefABCDEF:")] != '\0' ||
	    sscanf(text, "%4x:%4x%n", &vendor, &device, &length) != 2 || text[length] != '\0') {
		errno = EINVAL;
		return -1;
	}
	memset(lookup, 0, sizeof(*lookup));
	lookup->vendor = (uint16_t)vendor;
	lookup->device = (uint16_t)device;
	return 0;
}

static int open_device(int flags)
{
	int file = open(DEVICE, O_RDWR | O_CLOEXEC | flags);

	/* Told apart from what the module says of a device. */
	if (file < 0) {
		perror(DEVICE);
		exit(EXIT_FAILURE);
	}
	return file;
}

static void print_quirks(const struct newdriver_lookup *lookup)
{
	printf("%04x:%04x %s%s%s%s\n", lookup->vendor, lookup->device, lookup->name,
	       lookup->flags & NEW_DRIVER_NO_MSI ? ", no MSI" : "",
	       lookup->flags & NEW_DRIVER_SLOW_RESET ? ", slow reset" : "",
	       lookup->flags & NEW_DRIVER_NO_POWERDOWN ? ", no power-down" : "");
}

static int look_up(char **arguments)
{
	struct newdriver_lookup lookup;
	int file, result;

	if (parse_device(arguments[0], &lookup))
		return -1;
	file = open_device(0);
	result = ioctl(file, NEW_DRIVER_IOC_LOOKUP, &lookup);
	if (!result)
		print_quirks(&lookup);
	close(file);
	return result;
}

static int look_up_without_waiting(char **arguments)
{
	struct newdriver_lookup lookup;
	struct pollfd wanted = { .events = POLLIN };
	int result;

	if (parse_device(arguments[0], &lookup))
		return -1;
	wanted.fd = open_device(O_NONBLOCK);
	while ((result = ioctl(wanted.fd, NEW_DRIVER_IOC_LOOKUP, &lookup)) < 0 && errno == EAGAIN) {
		printf("not known yet\n");
		fflush(stdout);
		if (poll(&wanted, 1, -1) < 0)
			break;
	}
	if (!result)
		print_quirks(&lookup);
	close(wanted.fd);
	return result;
}

static double microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/*
 * @step: 1: one device after the other, which the cache does not know; 0: @first each time.
 * Microseconds for each; negative where one fails, and errno says why.
 */
static double ask_often(int file, unsigned int first, unsigned int count, unsigned int step)
{
	double start = microseconds();
	unsigned int index;

	for (index = 0; index < count; index++) {
		struct newdriver_lookup lookup = {
			.vendor = 0xfffe,
			.device = (uint16_t)(first + index * step),
		};

		/* Found or not: it is the way there that is measured. */
		if (ioctl(file, NEW_DRIVER_IOC_LOOKUP, &lookup) && errno != ENOENT)
			return -1;
	}
	return (microseconds() - start) / count;
}

static int measure(char **arguments)
{
	unsigned long count = strtoul(arguments[0], NULL, 10);
	/* Not those that the cache knows because they were asked for the last time. */
	unsigned int first = (unsigned int)time(NULL) * 997;
	double daemon, cache = -1;
	int file;

	if (count < 1 || count > 0xffff) {
		errno = ERANGE;
		return -1;
	}
	file = open_device(0);
	daemon = ask_often(file, first, (unsigned int)count, 1);
	/* The cache may have let go of the first one: it knows that after one more question. */
	if (daemon >= 0 && ask_often(file, first, 1, 0) >= 0)
		cache = ask_often(file, first, (unsigned int)count, 0);
	close(file);
	if (cache < 0)
		return -1;
	printf("%.1f us by the daemon, %.1f us from the cache\n", daemon, cache);
	return 0;
}

int main(int argc, char **argv)
{
	size_t index;

	for (index = 0; argc == 3 && index < COMMAND_COUNT; index++) {
		if (strcmp(argv[1], commands[index].name) != 0)
			continue;
		if (!commands[index].run(argv + 2))
			return EXIT_SUCCESS;
		fprintf(stderr, "%s: %s\n", argv[2], strerror(errno));
		return EXIT_FAILURE;
	}
	return usage();
}
