/*
 * prefix: kd-linux-workqueue
 * title: Workqueue of its own
 * topic: Deferred work
 * description: Work that is done in order, one after the other, and all of it before the module
 *     goes
 * includes: linux/errno.h, linux/slab.h, linux/workqueue.h
 */
static struct workqueue_struct *${1:sample}_workqueue;

struct ${1:sample}_job {
	struct work_struct work;
	u32 id;
};

static void ${1:sample}_run_job(struct work_struct *work)
{
	struct ${1:sample}_job *job = container_of(work, struct ${1:sample}_job, work);

	$0
	kfree(job);
}

/* From anywhere; -ENOMEM. */
static int ${1:sample}_queue_job(u32 id)
{
	struct ${1:sample}_job *job = kzalloc(sizeof(*job), GFP_ATOMIC);

	if (!job)
		return -ENOMEM;
	INIT_WORK(&job->work, ${1:sample}_run_job);
	job->id = id;
	queue_work(${1:sample}_workqueue, &job->work);
	return 0;
}

static int ${1:sample}_create_workqueue(void)
{
	${1:sample}_workqueue = alloc_ordered_workqueue("${1:sample}", 0);
	return ${1:sample}_workqueue ? 0 : -ENOMEM;
}

/* When nobody queues jobs any more. Those that are queued are done before. */
static void ${1:sample}_destroy_workqueue(void)
{
	destroy_workqueue(${1:sample}_workqueue);
}
