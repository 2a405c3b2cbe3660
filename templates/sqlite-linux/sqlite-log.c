// SPDX-License-Identifier: GPL-2.0-only
/*
 * SQLite's log goes to the kernel's. It is where SQLite says what it did not like: a syntax error with the place, a
 * damaged page with its number. Programs can bring about as many of these as they like, so they are limited.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/printk.h>
#include <linux/ratelimit.h>
#include "sqlite-log.h"

void newdriver_sqlite_log(void *context, int code, const char *message)
{
	/* The low byte is the kind; what is above it tells cases of a kind apart. */
	switch (code & 0xFF) {
	case SQLITE_NOTICE:
		pr_info_ratelimited("SQLite %d: %s\n", code, message);
		break;
	case SQLITE_WARNING:
		pr_warn_ratelimited("SQLite %d: %s\n", code, message);
		break;
	default:
		pr_err_ratelimited("SQLite %d: %s\n", code, message);
		break;
	}
}
