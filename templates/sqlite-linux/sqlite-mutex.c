// SPDX-License-Identifier: GPL-2.0-only
/*
 * SQLite's mutexes over struct mutex. Its owner may take a recursive one of SQLite's again, and the kernel's not: so who
 * owns it and how often is noted here. A spin lock would not do: SQLite reads files under its mutexes.
 */
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include "sqlite-call.h"
#include "sqlite-mutex.h"

struct sqlite3_mutex {
	struct mutex lock;

	/* Written by the owner alone: whoever reads itself here is it. */
	struct task_struct *owner;
	unsigned int depth;
	bool is_static;
};

/* SQLite's own, SQLITE_MUTEX_STATIC_MAIN to SQLITE_MUTEX_STATIC_VFS3: they are there as long as the module is. */
#define FIRST_STATIC_MUTEX SQLITE_MUTEX_STATIC_MAIN
#define STATIC_MUTEXES (SQLITE_MUTEX_STATIC_VFS3 - FIRST_STATIC_MUTEX + 1)

static sqlite3_mutex static_mutexes[STATIC_MUTEXES];

/* One is taken under the other, each in an order of its own. */
static struct lock_class_key static_keys[STATIC_MUTEXES];

/* sqlite3_initialize() calls it before any mutex is in use, and is itself called once, when the module is loaded. */
static int newdriver_mutex_init(void)
{
	int index;

	for (index = 0; index < STATIC_MUTEXES; index++) {
		mutex_init(&static_mutexes[index].lock);
		lockdep_set_class(&static_mutexes[index].lock, &static_keys[index]);
		static_mutexes[index].is_static = true;
	}
	return SQLITE_OK;
}

static int newdriver_mutex_end(void)
{
	return SQLITE_OK;
}

static sqlite3_mutex *newdriver_mutex_alloc(int kind)
{
	sqlite3_mutex *mutex;

	if (kind >= FIRST_STATIC_MUTEX)
		return kind - FIRST_STATIC_MUTEX < STATIC_MUTEXES ? &static_mutexes[kind - FIRST_STATIC_MUTEX] : NULL;

	/* SQLITE_MUTEX_FAST or SQLITE_MUTEX_RECURSIVE, the same here. */
	newdriver_sqlite_pause();
	mutex = kzalloc(sizeof(*mutex), GFP_KERNEL);
	newdriver_sqlite_resume();
	if (mutex)
		mutex_init(&mutex->lock);
	return mutex;
}

static void newdriver_mutex_free(sqlite3_mutex *mutex)
{
	if (!mutex || mutex->is_static)
		return;
	newdriver_sqlite_pause();
	mutex_destroy(&mutex->lock);
	kfree(mutex);
	newdriver_sqlite_resume();
}

static void newdriver_mutex_enter(sqlite3_mutex *mutex)
{
	if (READ_ONCE(mutex->owner) != current) {
		newdriver_sqlite_pause();
		mutex_lock(&mutex->lock);
		newdriver_sqlite_resume();
		WRITE_ONCE(mutex->owner, current);
	}
	mutex->depth++;
}

static int newdriver_mutex_try(sqlite3_mutex *mutex)
{
	if (READ_ONCE(mutex->owner) != current) {
		if (!mutex_trylock(&mutex->lock))
			return SQLITE_BUSY;
		WRITE_ONCE(mutex->owner, current);
	}
	mutex->depth++;
	return SQLITE_OK;
}

static void newdriver_mutex_leave(sqlite3_mutex *mutex)
{
	if (--mutex->depth)
		return;
	WRITE_ONCE(mutex->owner, NULL);
	newdriver_sqlite_pause();
	mutex_unlock(&mutex->lock);
	newdriver_sqlite_resume();
}

const sqlite3_mutex_methods newdriver_mutex_methods = {
	.xMutexInit = newdriver_mutex_init,
	.xMutexEnd = newdriver_mutex_end,
	.xMutexAlloc = newdriver_mutex_alloc,
	.xMutexFree = newdriver_mutex_free,
	.xMutexEnter = newdriver_mutex_enter,
	.xMutexTry = newdriver_mutex_try,
	.xMutexLeave = newdriver_mutex_leave,
	.xMutexHeld = NULL,
	.xMutexNotheld = NULL,
};
