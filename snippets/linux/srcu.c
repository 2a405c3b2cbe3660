/*
 * prefix: kd-linux-srcu
 * title: SRCU: use that may sleep
 * topic: Locks and waiting
 * description: Lets many use something, sleeping as well, until somebody takes it away and waits
 *     for all of them
 * includes: linux/errno.h, linux/mutex.h, linux/slab.h, linux/srcu.h
 */
struct ${1:sample}_backend {
	u32 id;
};

DEFINE_STATIC_SRCU(${1:sample}_srcu);
/* Of those who replace the backend; users take no lock. */
static DEFINE_MUTEX(${1:sample}_backend_lock);
static struct ${1:sample}_backend __rcu *${1:sample}_backend;

static int ${1:sample}_use_backend(void)
{
	struct ${1:sample}_backend *backend;
	int error = -ENODEV;
	int index;

	index = srcu_read_lock(&${1:sample}_srcu);
	backend = srcu_dereference(${1:sample}_backend, &${1:sample}_srcu);
	if (backend) {
		/* It stays until the unlock. Whoever removes it waits: not from here. */
		$0
		error = 0;
	}
	srcu_read_unlock(&${1:sample}_srcu, index);
	return error;
}

/* NULL takes it away: before the module goes, too. */
static void ${1:sample}_set_backend(struct ${1:sample}_backend *backend)
{
	struct ${1:sample}_backend *old;

	mutex_lock(&${1:sample}_backend_lock);
	old = rcu_replace_pointer(${1:sample}_backend, backend,
				  lockdep_is_held(&${1:sample}_backend_lock));
	mutex_unlock(&${1:sample}_backend_lock);
	/* Who comes from now on finds the new one; who is there is waited for. */
	synchronize_srcu(&${1:sample}_srcu);
	kfree(old);
}
