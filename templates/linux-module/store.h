/* SPDX-License-Identifier: GPL-2.0-only */
/* The messages that wait: a list with a limit, oldest first. */
#ifndef NEW_DRIVER_STORE_H
#define NEW_DRIVER_STORE_H

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct newdriver_status;
struct seq_file;

struct newdriver_msg {
	struct list_head link;
	/* In jiffies. */
	unsigned long written;
	size_t size;
	u8 data[];
};

struct newdriver_store {
	/* Guards all below; the counters are also read without it, see store.c. */
	struct mutex lock;
	struct list_head messages;
	u32 count;
	u32 bytes;
	u32 limit;
	u64 written;
	u64 taken;
	u64 expired;

	/* For a message; for room. */
	wait_queue_head_t readers;
	wait_queue_head_t writers;

	/* How long a message waits, in jiffies; 0: for ever. */
	unsigned long lifetime;
	struct delayed_work expiry;
};

void newdriver_store_init(struct newdriver_store *store, u32 limit, unsigned long lifetime);
void newdriver_store_destroy(struct newdriver_store *store);

struct newdriver_msg *newdriver_msg_alloc(size_t size);
void newdriver_msg_free(struct newdriver_msg *msg);

/*
 * Both wait for timeout jiffies, MAX_SCHEDULE_TIMEOUT for ever, 0 not at all,
 * and fail with -EAGAIN, -ETIMEDOUT, or where a signal comes. A message that is
 * appended belongs to the store, one that is taken to the caller. One of more
 * than max bytes stays where it is: -EMSGSIZE.
 */
int newdriver_store_append(struct newdriver_store *store, struct newdriver_msg *msg, long timeout);
struct newdriver_msg *newdriver_store_take(struct newdriver_store *store, size_t max, long timeout);

/* Makes a message that could not be delivered the oldest one again. */
void newdriver_store_put_back(struct newdriver_store *store, struct newdriver_msg *msg);

int newdriver_store_clear(struct newdriver_store *store);
int newdriver_store_set_limit(struct newdriver_store *store, u32 limit);
int newdriver_store_status(struct newdriver_store *store, struct newdriver_status *status);
int newdriver_store_show(struct newdriver_store *store, struct seq_file *out);

/* Without the lock: for poll, which looks again when it is woken. */
bool newdriver_store_has_message(const struct newdriver_store *store);
bool newdriver_store_has_room(const struct newdriver_store *store);

#endif /* NEW_DRIVER_STORE_H */
