/*
 * prefix: kd-linux-rcu-update
 * title: RCU: replace
 * topic: Locks and waiting
 * description: Puts a new version in the place of the old one, which is freed when no reader has
 *     it any more
 * includes: linux/errno.h, linux/mutex.h, linux/rcupdate.h, linux/slab.h
 * needs: device
 */
static int ${1:sample}_set_${2:limit}(struct ${1:sample}_device *${1:sample}, u32 ${2:limit})
{
	struct ${1:sample}_config *new = kzalloc(sizeof(*new), GFP_KERNEL);
	struct ${1:sample}_config *old;

	if (!new)
		return -ENOMEM;
	new->${2:limit} = ${2:limit};
	/* Writers, among themselves, take a lock. */
	mutex_lock(&${1:sample}->${3:mutex});
	old = rcu_replace_pointer(${1:sample}->config, new,
				  lockdep_is_held(&${1:sample}->${3:mutex}));
	mutex_unlock(&${1:sample}->${3:mutex});
	kfree_rcu(old, rcu);
	return 0;
}
