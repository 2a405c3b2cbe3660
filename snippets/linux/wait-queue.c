/*
 * prefix: kd-linux-wait-queue
 * title: Wait queue
 * topic: Locks and waiting
 * description: Waits for a condition with a time limit, on behalf of a program whose signals end
 *     the wait
 * includes: linux/errno.h, linux/jiffies.h, linux/sched.h, linux/wait.h
 */
static DECLARE_WAIT_QUEUE_HEAD(${1:sample}_wait);
static bool ${1:sample}_ready;

static int ${1:sample}_wait_until_ready(void)
{
	long left = wait_event_interruptible_timeout(${1:sample}_wait,
						     READ_ONCE(${1:sample}_ready),
						     msecs_to_jiffies(${2:1000}));

	if (left < 0)
		return left;
	return left ? 0 : -ETIMEDOUT;
}

/* From anywhere: the condition first, then the call. */
static void ${1:sample}_set_ready(void)
{
	WRITE_ONCE(${1:sample}_ready, true);
	wake_up_interruptible(&${1:sample}_wait);
}
