/* SPDX-License-Identifier: GPL-2.0-only */
/* What the module's files share. From where a function may be called stands where it is defined. */
#ifndef _NEW_DRIVER_INTERNAL_H
#define _NEW_DRIVER_INTERNAL_H

#include <linux/types.h>

#include "../uapi/newdriver.h"

/* Questions that wait for their answers at the same time; more are refused. */
#define NEW_DRIVER_MAX_WAITING	64
/* Lookups without a caller that waits: work items that are queued, and how many of them run. */
#define NEW_DRIVER_MAX_QUEUED	64
#define NEW_DRIVER_MAX_RUNNING	16
/* Devices of which the last answer is kept. */
#define NEW_DRIVER_MAX_CACHED	256

struct newdriver_id {
	u16 vendor;
	u16 device;
};

struct newdriver_quirks {
	u32 flags;
	char name[NEW_DRIVER_NAME_SIZE];
};

/* Told in process context, and may sleep. @quirks are there where @error is 0, until it returns. */
typedef void newdriver_found_t(void *context, int error, const struct newdriver_quirks *quirks);

/* quirks.c: what drivers ask for. */
int newdriver_quirks_init(void);
void newdriver_quirks_exit(void);
int newdriver_quirks_get(const struct newdriver_id *device, struct newdriver_quirks *quirks);
int newdriver_quirks_find(const struct newdriver_id *device, struct newdriver_quirks *quirks,
			  newdriver_found_t *found, void *context);
void newdriver_quirks_forget(void);
unsigned int newdriver_quirks_cached(void);

/* What has happened since the module was loaded. */
struct newdriver_counters {
	/* That a daemon was to answer. */
	u64 asked;
	/* In time. */
	u64 answered;
	u64 timed_out;
	/* The daemon went away or had no room, or the caller was killed, before the answer came. */
	u64 given_up;
	/* Not sent: no daemon, or too much at once. */
	u64 refused;
	/* Answers that nobody waited for: late ones, second ones, made up ones. */
	u64 unwanted;
};

/* requests.c: questions that wait for an answer. */
int newdriver_request(const struct newdriver_id *device, struct newdriver_quirks *quirks);
int newdriver_requests_answer(u32 portid, u32 id, int error, const struct newdriver_quirks *quirks);
int newdriver_requests_register(u32 portid);
void newdriver_requests_unregister(u32 portid);
void newdriver_requests_stop(void);
u32 newdriver_requests_status(unsigned int *waiting, struct newdriver_counters *counters);

/* netlink.c: the generic netlink family. */
int newdriver_netlink_init(void);
void newdriver_netlink_exit(void);
int newdriver_netlink_ask(u32 portid, u32 id, const struct newdriver_id *device);

/* device.c: /dev/newdriver. */
int newdriver_device_init(void);
void newdriver_device_exit(void);

/* status.c: debugfs. */
void newdriver_status_init(void);
void newdriver_status_exit(void);

#endif
