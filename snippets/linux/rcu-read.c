/*
 * prefix: kd-linux-rcu-read
 * title: RCU: read
 * topic: Locks and waiting
 * description: Reads what others replace meanwhile, without a lock; what is needed for longer is
 *     copied
 * includes: linux/rcupdate.h
 * needs: device
 */
/* From anywhere. */
static u32 ${1:sample}_get_${2:limit}(const struct ${1:sample}_device *${1:sample})
{
	const struct ${1:sample}_config *config;
	u32 ${2:limit} = 0;

	/* Nothing sleeps until the unlock, and config is not used after it. */
	rcu_read_lock();
	config = rcu_dereference(${1:sample}->config);
	if (config)
		${2:limit} = config->${2:limit};
	rcu_read_unlock();
	return ${2:limit};
}
