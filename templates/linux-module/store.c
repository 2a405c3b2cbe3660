// SPDX-License-Identifier: GPL-2.0-only
/*
 * The messages that wait. A mutex guards them: whoever comes is a process or
 * the work item, and may sleep. Nothing is copied from or to programs with it
 * held, as that can take as long as a program wants.
 */
#include <linux/err.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "newdriver_ioctl.h"
#include "store.h"

bool newdriver_store_has_message(const struct newdriver_store *store)
{
	return READ_ONCE(store->count) > 0;
}

bool newdriver_store_has_room(const struct newdriver_store *store)
{
	return READ_ONCE(store->count) < READ_ONCE(store->limit);
}

struct newdriver_msg *newdriver_msg_alloc(size_t size)
{
	struct newdriver_msg *msg;

	/* Programs decide how many there are: what they cost is theirs to pay. */
	msg = kmalloc(struct_size(msg, data, size), GFP_KERNEL_ACCOUNT);
	if (msg)
		msg->size = size;
	return msg;
}

void newdriver_msg_free(struct newdriver_msg *msg)
{
	kfree(msg);
}

static void free_messages(struct list_head *messages)
{
	struct newdriver_msg *msg, *next;

	list_for_each_entry_safe(msg, next, messages, link) {
		list_del(&msg->link);
		newdriver_msg_free(msg);
	}
}

static struct newdriver_msg *oldest(struct newdriver_store *store)
{
	return list_first_entry_or_null(&store->messages, struct newdriver_msg, link);
}

/* The store's lock is held, here and in all that is called with a message in it. */
static void add_message(struct newdriver_store *store, struct newdriver_msg *msg)
{
	WRITE_ONCE(store->count, store->count + 1);
	store->bytes += msg->size;
	if (store->lifetime) {
		unsigned long age = jiffies - msg->written;

		/* Does nothing where it is due already, for an older message. */
		schedule_delayed_work(&store->expiry, store->lifetime - min(age, store->lifetime));
	}
}

static void remove_message(struct newdriver_store *store, struct newdriver_msg *msg)
{
	WRITE_ONCE(store->count, store->count - 1);
	store->bytes -= msg->size;
}

/* Drops messages that have waited too long, and comes again for the next one. */
static void expire_messages(struct work_struct *work)
{
	struct newdriver_store *store;
	struct newdriver_msg *msg;
	LIST_HEAD(expired);

	store = container_of(to_delayed_work(work), struct newdriver_store, expiry);
	mutex_lock(&store->lock);
	while ((msg = oldest(store))) {
		unsigned long age = jiffies - msg->written;

		if (age < store->lifetime) {
			schedule_delayed_work(&store->expiry, store->lifetime - age);
			break;
		}
		remove_message(store, msg);
		store->expired++;
		list_move_tail(&msg->link, &expired);
	}
	mutex_unlock(&store->lock);

	wake_up_interruptible(&store->writers);
	free_messages(&expired);
}

void newdriver_store_init(struct newdriver_store *store, u32 limit, unsigned long lifetime)
{
	mutex_init(&store->lock);
	INIT_LIST_HEAD(&store->messages);
	init_waitqueue_head(&store->readers);
	init_waitqueue_head(&store->writers);
	INIT_DELAYED_WORK(&store->expiry, expire_messages);
	store->limit = limit;
	store->lifetime = lifetime;
}

/* Nobody else uses the store any more; the last is the work item, which may come again itself. */
void newdriver_store_destroy(struct newdriver_store *store)
{
	cancel_delayed_work_sync(&store->expiry);
	free_messages(&store->messages);
	mutex_destroy(&store->lock);
}

/* Takes the lock when the store is as it is wanted. */
static int lock_when(struct newdriver_store *store, wait_queue_head_t *queue,
		     bool (*wanted)(const struct newdriver_store *store), long timeout)
{
	long left = timeout;

	for (;;) {
		if (mutex_lock_interruptible(&store->lock))
			return -ERESTARTSYS;
		if (wanted(store))
			return 0;
		mutex_unlock(&store->lock);

		if (timeout == 0)
			return -EAGAIN;
		left = wait_event_interruptible_timeout(*queue, wanted(store), left);
		if (left == 0)
			return -ETIMEDOUT;
		/* Begun again after a signal, a wait with an end would begin with all its time. */
		if (left < 0)
			return timeout == MAX_SCHEDULE_TIMEOUT ? -ERESTARTSYS : -EINTR;
	}
}

int newdriver_store_append(struct newdriver_store *store, struct newdriver_msg *msg, long timeout)
{
	int error;

	error = lock_when(store, &store->writers, newdriver_store_has_room, timeout);
	if (error)
		return error;
	msg->written = jiffies;
	list_add_tail(&msg->link, &store->messages);
	add_message(store, msg);
	store->written++;
	mutex_unlock(&store->lock);

	wake_up_interruptible(&store->readers);
	return 0;
}

struct newdriver_msg *newdriver_store_take(struct newdriver_store *store, size_t max, long timeout)
{
	struct newdriver_msg *msg;
	int error;

	error = lock_when(store, &store->readers, newdriver_store_has_message, timeout);
	if (error)
		return ERR_PTR(error);
	msg = oldest(store);
	if (msg->size > max) {
		mutex_unlock(&store->lock);
		return ERR_PTR(-EMSGSIZE);
	}
	list_del(&msg->link);
	remove_message(store, msg);
	store->taken++;
	mutex_unlock(&store->lock);

	wake_up_interruptible(&store->writers);
	return msg;
}

/* There may be one more than the limit now: a message is worth more than that. */
void newdriver_store_put_back(struct newdriver_store *store, struct newdriver_msg *msg)
{
	mutex_lock(&store->lock);
	list_add(&msg->link, &store->messages);
	add_message(store, msg);
	store->taken--;
	mutex_unlock(&store->lock);

	wake_up_interruptible(&store->readers);
}

int newdriver_store_clear(struct newdriver_store *store)
{
	LIST_HEAD(dropped);

	if (mutex_lock_interruptible(&store->lock))
		return -ERESTARTSYS;
	list_splice_init(&store->messages, &dropped);
	WRITE_ONCE(store->count, 0);
	store->bytes = 0;
	mutex_unlock(&store->lock);

	wake_up_interruptible(&store->writers);
	free_messages(&dropped);
	return 0;
}

int newdriver_store_set_limit(struct newdriver_store *store, u32 limit)
{
	if (limit < 1 || limit > NEW_DRIVER_LIMIT_MAX)
		return -EINVAL;
	if (mutex_lock_interruptible(&store->lock))
		return -ERESTARTSYS;
	WRITE_ONCE(store->limit, limit);
	mutex_unlock(&store->lock);

	wake_up_interruptible(&store->writers);
	return 0;
}

int newdriver_store_status(struct newdriver_store *store, struct newdriver_status *status)
{
	if (mutex_lock_interruptible(&store->lock))
		return -ERESTARTSYS;
	status->messages = store->count;
	status->bytes = store->bytes;
	status->limit = store->limit;
	status->written = store->written;
	status->taken = store->taken;
	status->expired = store->expired;
	mutex_unlock(&store->lock);
	return 0;
}

int newdriver_store_show(struct newdriver_store *store, struct seq_file *out)
{
	struct newdriver_msg *msg;

	if (mutex_lock_interruptible(&store->lock))
		return -ERESTARTSYS;
	list_for_each_entry(msg, &store->messages, link)
		seq_printf(out, "%zu bytes, %u ms\n", msg->size,
			   jiffies_to_msecs(jiffies - msg->written));
	mutex_unlock(&store->lock);
	return 0;
}
