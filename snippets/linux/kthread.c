/*
 * prefix: kd-linux-kthread
 * title: Kernel thread
 * topic: Deferred work
 * description: A thread that waits for work, may be frozen with the system, and is stopped with a
 *     wait for its end
 * includes: linux/err.h, linux/freezer.h, linux/kthread.h, linux/wait.h
 */
static struct task_struct *${1:sample}_thread;
static DECLARE_WAIT_QUEUE_HEAD(${1:sample}_wait);
static bool ${1:sample}_has_work;

static int ${1:sample}_run(void *unused)
{
	set_freezable();
	while (!kthread_should_stop()) {
		wait_event_freezable(${1:sample}_wait, READ_ONCE(${1:sample}_has_work) ||
				     kthread_should_stop());
		if (!xchg(&${1:sample}_has_work, false))
			continue;
		$0
	}
	return 0;
}

/* From anywhere. */
static void ${1:sample}_wake(void)
{
	WRITE_ONCE(${1:sample}_has_work, true);
	wake_up(&${1:sample}_wait);
}

static int ${1:sample}_start_thread(void)
{
	struct task_struct *thread = kthread_run(${1:sample}_run, NULL, "${1:sample}");

	if (IS_ERR(thread))
		return PTR_ERR(thread);
	${1:sample}_thread = thread;
	return 0;
}

/* Wakes it, and waits until it has returned. */
static void ${1:sample}_stop_thread(void)
{
	kthread_stop(${1:sample}_thread);
}
