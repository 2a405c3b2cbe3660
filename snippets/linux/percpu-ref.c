/*
 * prefix: kd-linux-percpu-ref
 * title: References that can be ended
 * topic: Locks and waiting
 * description: A percpu_ref keeps a device while it is used; ended, it lets nobody in and is
 *     waited for
 * includes: linux/completion.h, linux/errno.h, linux/percpu-refcount.h
 */
struct ${1:sample}_users {
	struct percpu_ref references;
	struct completion gone;
};

/* By whoever is the last, in interrupts as well. */
static void ${1:sample}_users_gone(struct percpu_ref *references)
{
	struct ${1:sample}_users *users =
		container_of(references, struct ${1:sample}_users, references);

	complete(&users->gone);
}

static int ${1:sample}_init_users(struct ${1:sample}_users *users)
{
	init_completion(&users->gone);
	return percpu_ref_init(&users->references, ${1:sample}_users_gone, 0, GFP_KERNEL);
}

/* From anywhere. Each processor has a count of its own: users do not disturb each other. */
static int ${1:sample}_use(struct ${1:sample}_users *users)
{
	if (!percpu_ref_tryget_live(&users->references))
		return -ENODEV;
	$0
	percpu_ref_put(&users->references);
	return 0;
}

/* Once, and not by a user. Afterwards nobody uses the device, and it can be freed. */
static void ${1:sample}_end_users(struct ${1:sample}_users *users)
{
	percpu_ref_kill(&users->references);
	wait_for_completion(&users->gone);
	percpu_ref_exit(&users->references);
}
