/*
 * prefix: kd-linux-sqlite-mutex
 * title: SQLite in Linux: mutexes
 * topic: SQLite
 * description: sqlite3_mutex_methods over a mutex and its owner, for SQLITE_CONFIG_MUTEX in builds
 *     with SQLITE_THREADSAFE
 * includes: linux/lockdep.h, linux/mutex.h, linux/sched.h, linux/slab.h, sqlite3.h
 * needs: sqlite-call
 */
/*
 * SQLite takes some of them again in the thread that has them: a mutex of Linux does not allow
 * that.
 */
struct sqlite3_mutex {
	struct mutex mutex;
	struct task_struct *owner;
	unsigned int depth;
	bool is_static;
};

#define ${1:SAMPLE}_STATIC_MUTEXES (SQLITE_MUTEX_STATIC_VFS3 - SQLITE_MUTEX_STATIC_MAIN + 1)

/* SQLite's own, which are there as long as the module is. Some are taken under others. */
static sqlite3_mutex ${2:sample}_static_mutexes[${1:SAMPLE}_STATIC_MUTEXES];
static struct lock_class_key ${2:sample}_static_keys[${1:SAMPLE}_STATIC_MUTEXES];

static int ${2:sample}_mutex_init(void)
{
	int index;

	for (index = 0; index < ${1:SAMPLE}_STATIC_MUTEXES; index++) {
		mutex_init(&${2:sample}_static_mutexes[index].mutex);
		lockdep_set_class(&${2:sample}_static_mutexes[index].mutex,
				  &${2:sample}_static_keys[index]);
		${2:sample}_static_mutexes[index].is_static = true;
	}
	return SQLITE_OK;
}

static int ${2:sample}_mutex_end(void)
{
	return SQLITE_OK;
}

static sqlite3_mutex *${2:sample}_mutex_alloc(int kind)
{
	sqlite3_mutex *mutex;

	if (kind >= SQLITE_MUTEX_STATIC_MAIN)
		return kind <= SQLITE_MUTEX_STATIC_VFS3 ?
		       &${2:sample}_static_mutexes[kind - SQLITE_MUTEX_STATIC_MAIN] : NULL;
	${2:sample}_sqlite_pause();
	mutex = kzalloc(sizeof(*mutex), GFP_KERNEL);
	${2:sample}_sqlite_resume();
	if (mutex)
		mutex_init(&mutex->mutex);
	return mutex;
}

static void ${2:sample}_mutex_free(sqlite3_mutex *mutex)
{
	if (mutex && !mutex->is_static)
		kfree(mutex);
}

/* Only the owner itself can find itself there, so it needs no lock to look. */
static bool ${2:sample}_mutex_is_mine(sqlite3_mutex *mutex)
{
	return READ_ONCE(mutex->owner) == current;
}

static void ${2:sample}_mutex_enter(sqlite3_mutex *mutex)
{
	if (!${2:sample}_mutex_is_mine(mutex)) {
		${2:sample}_sqlite_pause();
		mutex_lock(&mutex->mutex);
		${2:sample}_sqlite_resume();
		WRITE_ONCE(mutex->owner, current);
	}
	mutex->depth++;
}

static int ${2:sample}_mutex_try(sqlite3_mutex *mutex)
{
	if (!${2:sample}_mutex_is_mine(mutex)) {
		if (!mutex_trylock(&mutex->mutex))
			return SQLITE_BUSY;
		WRITE_ONCE(mutex->owner, current);
	}
	mutex->depth++;
	return SQLITE_OK;
}

static void ${2:sample}_mutex_leave(sqlite3_mutex *mutex)
{
	if (--mutex->depth > 0)
		return;
	WRITE_ONCE(mutex->owner, NULL);
	${2:sample}_sqlite_pause();
	mutex_unlock(&mutex->mutex);
	${2:sample}_sqlite_resume();
}

/* SQLite asks xMutexHeld and xMutexNotheld in debug builds alone, and does without them. */
static const sqlite3_mutex_methods ${2:sample}_mutex_methods = {
	.xMutexInit = ${2:sample}_mutex_init,
	.xMutexEnd = ${2:sample}_mutex_end,
	.xMutexAlloc = ${2:sample}_mutex_alloc,
	.xMutexFree = ${2:sample}_mutex_free,
	.xMutexEnter = ${2:sample}_mutex_enter,
	.xMutexTry = ${2:sample}_mutex_try,
	.xMutexLeave = ${2:sample}_mutex_leave,
};
