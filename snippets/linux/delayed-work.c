/*
 * prefix: kd-linux-delayed-work
 * title: Delayed work
 * topic: Deferred work
 * description: Runs again and again in process context, at whole seconds to save power, with a
 *     clean stop
 * includes: linux/jiffies.h, linux/workqueue.h
 */
static void ${1:sample}_poll(struct work_struct *work);
static DECLARE_DELAYED_WORK(${1:sample}_poll_work, ${1:sample}_poll);

static void ${1:sample}_plan_poll(void)
{
	queue_delayed_work(system_power_efficient_wq, &${1:sample}_poll_work,
			   round_jiffies_relative(msecs_to_jiffies(${2:1000})));
}

static void ${1:sample}_poll(struct work_struct *work)
{
	$0
	${1:sample}_plan_poll();
}

/* Also stops what plans itself again, and waits for what runs. */
static void ${1:sample}_stop_polling(void)
{
	cancel_delayed_work_sync(&${1:sample}_poll_work);
}
