// SPDX-License-Identifier: GPL-2.0-only
/*
 * newdriverd: answers the newdriver module's questions from an SQLite database. One thread, which
 * waits for the module, for questions and for signals. SIGHUP opens the database anew; SIGTERM and
 * SIGINT end the daemon.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "database.h"
#include "link.h"

#define DATABASE	"/var/lib/newdriver/devices.db"

struct daemon {
	const char *path;
	struct database *database;
	struct link *link;
	int signals;
};

static enum newdriver_result answer(void *context, uint16_t vendor, uint16_t device,
				    struct quirks *quirks)
{
	struct daemon *daemon = context;

	return database_find(daemon->database, vendor, device, quirks);
}

/* What is new is told only where it can be read; until then the old database answers. */
static int reopen(struct daemon *daemon)
{
	struct database *database = database_open(daemon->path);

	if (!database)
		return 0;
	database_close(daemon->database);
	daemon->database = database;
	fprintf(stderr, "%s opened anew\n", daemon->path);
	return link_forget(daemon->link);
}

/* 1: the daemon is to end. -1: it cannot go on. */
static int read_signal(struct daemon *daemon)
{
	struct signalfd_siginfo signal;

	if (read(daemon->signals, &signal, sizeof(signal)) != sizeof(signal)) {
		perror("signalfd");
		return -1;
	}
	return signal.ssi_signo == SIGHUP ? reopen(daemon) : 1;
}

static int serve(struct daemon *daemon)
{
	int result = 0;

	while (!result) {
		struct pollfd files[] = {
			{ .fd = daemon->signals, .events = POLLIN },
			{ .fd = link_events_fd(daemon->link), .events = POLLIN },
			{ .fd = link_questions_fd(daemon->link), .events = POLLIN },
		};

		if (poll(files, 3, -1) < 0) {
			if (errno == EINTR)
				continue;
			perror("poll");
			return -1;
		}
		if (files[0].revents)
			result = read_signal(daemon);
		/* Before events, which may close the socket that was polled. */
		if (!result && files[2].revents)
			result = link_read_questions(daemon->link);
		if (!result && files[1].revents)
			result = link_read_events(daemon->link);
	}
	return result;
}

static int usage(void)
{
	fprintf(stderr,
		"newdriverd [-d DATABASE]\n"
		"Answers the newdriver module's questions, from %s where no other is given.\n",
		DATABASE);
	return 2;
}

static int run(struct daemon *daemon)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGHUP);
	if (sigprocmask(SIG_BLOCK, &signals, NULL)) {
		perror("sigprocmask");
		return -1;
	}
	daemon->signals = signalfd(-1, &signals, SFD_CLOEXEC);
	if (daemon->signals < 0) {
		perror("signalfd");
		return -1;
	}
	daemon->database = database_open(daemon->path);
	if (!daemon->database)
		return -1;
	daemon->link = link_open(answer, daemon);
	return daemon->link ? serve(daemon) : -1;
}

int main(int argc, char **argv)
{
	struct daemon daemon = { .path = DATABASE, .signals = -1 };
	int option;
	int result;

	while ((option = getopt(argc, argv, "d:")) != -1) {
		if (option != 'd')
			return usage();
		daemon.path = optarg;
	}
	if (optind != argc)
		return usage();

	result = run(&daemon);
	link_close(daemon.link);
	database_close(daemon.database);
	if (daemon.signals >= 0)
		close(daemon.signals);
	return result < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
