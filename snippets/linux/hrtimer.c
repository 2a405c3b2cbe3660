/*
 * prefix: kd-linux-hrtimer
 * title: High-resolution timer
 * topic: Deferred work
 * description: Runs every so many microseconds, in interrupt context, without drifting
 * includes: linux/hrtimer.h, linux/ktime.h, linux/version.h
 */
static struct hrtimer ${1:sample}_tick;

/* In interrupt context: short, and without sleeping. */
static enum hrtimer_restart ${1:sample}_ticked(struct hrtimer *timer)
{
	$0
	/* From when it should have run, not from now. */
	hrtimer_forward_now(timer, ns_to_ktime(${2:1000} * NSEC_PER_USEC));
	return HRTIMER_RESTART;
}

static void ${1:sample}_start_ticking(void)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
	hrtimer_setup(&${1:sample}_tick, ${1:sample}_ticked, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
#else
	hrtimer_init(&${1:sample}_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	${1:sample}_tick.function = ${1:sample}_ticked;
#endif
	hrtimer_start(&${1:sample}_tick, ns_to_ktime(${2:1000} * NSEC_PER_USEC), HRTIMER_MODE_REL);
}

static void ${1:sample}_stop_ticking(void)
{
	hrtimer_cancel(&${1:sample}_tick);
}
