/*
 * prefix: kd-linux-work-item
 * title: Work item in the shared queue
 * topic: Deferred work
 * description: What may not sleep hands over to a kernel thread; ended before its memory is freed
 * includes: linux/workqueue.h
 */
struct ${1:sample}_events {
	struct work_struct work;
	atomic_t pending;
};

/* In process context: it may sleep. */
static void ${1:sample}_work(struct work_struct *work)
{
	struct ${1:sample}_events *events = container_of(work, struct ${1:sample}_events, work);
	int pending = atomic_xchg(&events->pending, 0);

	/* One run may be for several events. */
	pr_debug("%d events\n", pending);
	$0
}

static void ${1:sample}_init_events(struct ${1:sample}_events *events)
{
	INIT_WORK(&events->work, ${1:sample}_work);
	atomic_set(&events->pending, 0);
}

/* From anywhere, interrupts included. */
static void ${1:sample}_event_came(struct ${1:sample}_events *events)
{
	atomic_inc(&events->pending);
	schedule_work(&events->work);
}

/* When no event can come any more. */
static void ${1:sample}_end_events(struct ${1:sample}_events *events)
{
	cancel_work_sync(&events->work);
}
