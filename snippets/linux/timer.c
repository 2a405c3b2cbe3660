/*
 * prefix: kd-linux-timer
 * title: Timer
 * topic: Deferred work
 * description: Runs after some time in softirq context, and again; stopped with a wait for what
 *     runs
 * includes: linux/jiffies.h, linux/timer.h, linux/version.h
 */
struct ${1:sample}_watchdog {
	struct timer_list timer;
	atomic_t silent;
};

/* It may not sleep: what does is a delayed work item. */
static void ${1:sample}_watchdog_expired(struct timer_list *timer)
{
	struct ${1:sample}_watchdog *watchdog =
		container_of(timer, struct ${1:sample}_watchdog, timer);

	atomic_inc(&watchdog->silent);
	$0
	mod_timer(&watchdog->timer, jiffies + msecs_to_jiffies(${2:1000}));
}

static void ${1:sample}_start_watchdog(struct ${1:sample}_watchdog *watchdog)
{
	atomic_set(&watchdog->silent, 0);
	timer_setup(&watchdog->timer, ${1:sample}_watchdog_expired, 0);
	mod_timer(&watchdog->timer, jiffies + msecs_to_jiffies(${2:1000}));
}

/* For good: afterwards it neither runs nor can be started. */
static void ${1:sample}_stop_watchdog(struct ${1:sample}_watchdog *watchdog)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
	timer_shutdown_sync(&watchdog->timer);
#else
	del_timer_sync(&watchdog->timer);
#endif
}
