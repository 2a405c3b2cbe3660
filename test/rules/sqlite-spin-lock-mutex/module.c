// unit: kind=linux-kernel
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include "sqlite3.h"

struct sqlite3_mutex {
	spinlock_t spin;
	struct mutex mutex;
	struct task_struct *owner;
	int depth;
};

int mutex_methods_init(void);
sqlite3_mutex *mutex_methods_alloc(int kind);
void mutex_methods_free(sqlite3_mutex *mutex);

static void spin_enter(sqlite3_mutex *mutex)
{
	spin_lock(&mutex->spin);
}

static void spin_leave(sqlite3_mutex *mutex)
{
	spin_unlock(&mutex->spin);
}

static void plain_enter(sqlite3_mutex *mutex)
{
	mutex_lock(&mutex->mutex);
}

static void plain_leave(sqlite3_mutex *mutex)
{
	mutex_unlock(&mutex->mutex);
}

static void owned_enter(sqlite3_mutex *mutex)
{
	if (mutex->owner != current) {
		mutex_lock(&mutex->mutex);
		mutex->owner = current;
	}
	mutex->depth++;
}

static const struct sqlite3_mutex_methods spin_methods = {
	.xMutexInit = mutex_methods_init,
	.xMutexAlloc = mutex_methods_alloc,
	.xMutexFree = mutex_methods_free,
	.xMutexEnter = spin_enter,  // want sqlite-spin-lock-mutex error "spin_enter enters SQLite's mutexes through spin_lock, and SQLite may not sleep while it holds one"
	.xMutexLeave = spin_leave,
};

static const struct sqlite3_mutex_methods plain_methods = {
	.xMutexInit = mutex_methods_init,
	.xMutexAlloc = mutex_methods_alloc,
	.xMutexFree = mutex_methods_free,
	.xMutexEnter = plain_enter,  // want sqlite-spin-lock-mutex warning "plain_enter enters SQLite's mutexes through mutex_lock"
	.xMutexLeave = plain_leave,
};

static const struct sqlite3_mutex_methods owned_methods = {
	.xMutexInit = mutex_methods_init,
	.xMutexAlloc = mutex_methods_alloc,
	.xMutexFree = mutex_methods_free,
	.xMutexEnter = owned_enter,  // ok sqlite-spin-lock-mutex
	.xMutexLeave = plain_leave,
};

const struct sqlite3_mutex_methods *methods_of(int index)
{
	return index == 0 ? &spin_methods : index == 1 ? &plain_methods : &owned_methods;
}
