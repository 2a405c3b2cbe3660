// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the rest of the module asks for: quirks of a device, from a small cache or else from the
 * daemon, with a caller that sleeps meanwhile or with one that cannot.
 */
#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/hashtable.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#include "internal.h"

/* What the daemon has said of a device. Read under RCU, and never changed. */
struct newdriver_entry {
	struct hlist_node in_table;
	/* In the order in which they came. */
	struct list_head in_order;
	struct rcu_head rcu;
	struct newdriver_id device;
	/* 0, or -ENOENT: that a device is unknown is worth keeping as well. */
	int error;
	struct newdriver_quirks quirks;
};

/* Taken by those who change the cache, in process context alone. */
static DEFINE_SPINLOCK(newdriver_cache_lock);
static DEFINE_HASHTABLE(newdriver_cache, 7);
static LIST_HEAD(newdriver_cache_order);
static unsigned int newdriver_cache_count;
/* How often the cache was emptied. */
static unsigned int newdriver_cache_generation;

/* A lookup whose caller does not wait. */
struct newdriver_lookup_work {
	struct work_struct work;
	struct newdriver_id device;
	newdriver_found_t *found;
	void *context;
};

static struct workqueue_struct *newdriver_workqueue;
static atomic_t newdriver_queued = ATOMIC_INIT(0);

static u32 newdriver_key(const struct newdriver_id *device)
{
	return (u32)device->vendor << 16 | device->device;
}

/* To be called under the RCU read lock, or with the cache's. */
static struct newdriver_entry *newdriver_cache_entry(const struct newdriver_id *device)
{
	u32 key = newdriver_key(device);
	struct newdriver_entry *entry;

	hash_for_each_possible_rcu(newdriver_cache, entry, in_table, key,
				   lockdep_is_held(&newdriver_cache_lock)) {
		if (newdriver_key(&entry->device) == key)
			return entry;
	}
	return NULL;
}

/* Whether the cache knows; @error is then 0 or -ENOENT. From anywhere. */
static bool newdriver_cache_find(const struct newdriver_id *device,
				 struct newdriver_quirks *quirks, int *error)
{
	const struct newdriver_entry *entry;

	rcu_read_lock();
	entry = newdriver_cache_entry(device);
	if (entry) {
		*error = entry->error;
		*quirks = entry->quirks;
	}
	rcu_read_unlock();
	return entry;
}

static void newdriver_cache_remove(struct newdriver_entry *entry)
{
	lockdep_assert_held(&newdriver_cache_lock);

	hash_del_rcu(&entry->in_table);
	list_del(&entry->in_order);
	newdriver_cache_count--;
	kfree_rcu(entry, rcu);
}

/*
 * @generation: of the time when the daemon was asked. What it said before the cache was emptied is
 * not kept.
 */
static void newdriver_cache_add(const struct newdriver_id *device,
				const struct newdriver_quirks *quirks, int error,
				unsigned int generation)
{
	struct newdriver_entry *entry = kzalloc(sizeof(*entry), GFP_KERNEL);
	struct newdriver_entry *oldest;

	/* The next one who asks is told by the daemon again. */
	if (!entry)
		return;
	entry->device = *device;
	entry->error = error;
	if (!error)
		entry->quirks = *quirks;

	spin_lock(&newdriver_cache_lock);
	if (generation == newdriver_cache_generation && !newdriver_cache_entry(device)) {
		if (newdriver_cache_count >= NEW_DRIVER_MAX_CACHED) {
			oldest = list_first_entry(&newdriver_cache_order, struct newdriver_entry,
						  in_order);
			newdriver_cache_remove(oldest);
		}
		hash_add_rcu(newdriver_cache, &entry->in_table, newdriver_key(device));
		list_add_tail(&entry->in_order, &newdriver_cache_order);
		newdriver_cache_count++;
		entry = NULL;
	}
	spin_unlock(&newdriver_cache_lock);
	kfree(entry);
}

/**
 * newdriver_quirks_forget() - empties the cache
 *
 * Context: Process context.
 */
void newdriver_quirks_forget(void)
{
	struct newdriver_entry *entry, *next;

	spin_lock(&newdriver_cache_lock);
	WRITE_ONCE(newdriver_cache_generation, newdriver_cache_generation + 1);
	list_for_each_entry_safe(entry, next, &newdriver_cache_order, in_order)
		newdriver_cache_remove(entry);
	spin_unlock(&newdriver_cache_lock);
}

/* How many devices the cache has. */
unsigned int newdriver_quirks_cached(void)
{
	return READ_ONCE(newdriver_cache_count);
}

/**
 * newdriver_quirks_get() - quirks of a device, for a caller that may sleep
 * @device: which device
 * @quirks: set where 0 is returned
 *
 * Context: As newdriver_request(): process context.
 * Return: As newdriver_request().
 */
int newdriver_quirks_get(const struct newdriver_id *device, struct newdriver_quirks *quirks)
{
	unsigned int generation = READ_ONCE(newdriver_cache_generation);
	int error;

	might_sleep();

	if (newdriver_cache_find(device, quirks, &error))
		return error;
	error = newdriver_request(device, quirks);
	if (!error || error == -ENOENT)
		newdriver_cache_add(device, quirks, error, generation);
	return error;
}

static void newdriver_lookup_run(struct work_struct *work)
{
	struct newdriver_lookup_work *lookup =
		container_of(work, struct newdriver_lookup_work, work);
	struct newdriver_quirks quirks;
	int error;

	error = newdriver_quirks_get(&lookup->device, &quirks);
	atomic_dec(&newdriver_queued);
	lookup->found(lookup->context, error, &quirks);
	kfree(lookup);
}

/**
 * newdriver_quirks_find() - quirks of a device, for a caller that does not wait
 * @device: which device
 * @quirks: set where 0 is returned
 * @found: called once, from a work item, where -EINPROGRESS is returned, and not otherwise
 * @context: for @found
 *
 * Context: Any but NMI: under spin locks, in interrupts.
 * Return: 0; -ENOENT: the device is not in the database; -EINPROGRESS: the daemon is being asked;
 *	   -EBUSY: too much is asked already; -ENOMEM.
 */
int newdriver_quirks_find(const struct newdriver_id *device, struct newdriver_quirks *quirks,
			  newdriver_found_t *found, void *context)
{
	struct newdriver_lookup_work *lookup;
	int error;

	if (newdriver_cache_find(device, quirks, &error))
		return error;

	if (atomic_inc_return(&newdriver_queued) > NEW_DRIVER_MAX_QUEUED) {
		atomic_dec(&newdriver_queued);
		return -EBUSY;
	}
	lookup = kzalloc(sizeof(*lookup), GFP_ATOMIC);
	if (!lookup) {
		atomic_dec(&newdriver_queued);
		return -ENOMEM;
	}
	INIT_WORK(&lookup->work, newdriver_lookup_run);
	lookup->device = *device;
	lookup->found = found;
	lookup->context = context;
	queue_work(newdriver_workqueue, &lookup->work);
	return -EINPROGRESS;
}

int __init newdriver_quirks_init(void)
{
	/*
	 * Of the module's own, so that its last work is done before the module is gone; it waits
	 * rather than computes.
	 */
	newdriver_workqueue = alloc_workqueue(KBUILD_MODNAME, WQ_UNBOUND, NEW_DRIVER_MAX_RUNNING);
	return newdriver_workqueue ? 0 : -ENOMEM;
}

/*
 * Also where the module does not get loaded after all. Nobody calls newdriver_quirks_find() any
 * more.
 */
void newdriver_quirks_exit(void)
{
	struct newdriver_entry *entry, *next;

	/* Lookups that are queued are done before, and what they were told is in the cache. */
	destroy_workqueue(newdriver_workqueue);
	/* Nobody reads it any more, so there is no grace period to wait for. */
	list_for_each_entry_safe(entry, next, &newdriver_cache_order, in_order)
		kfree(entry);
}
