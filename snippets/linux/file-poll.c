/*
 * prefix: kd-linux-file-poll
 * title: File operations: poll
 * topic: Dispatch routines
 * description: Tells poll, select and epoll what can be done without waiting, and wakes them when
 *     that changes
 * includes: linux/fs.h, linux/poll.h, linux/wait.h
 */
static DECLARE_WAIT_QUEUE_HEAD(${1:sample}_changed);
static bool ${1:sample}_has_data;

static __poll_t ${1:sample}_poll(struct file *file, poll_table *wait)
{
	/* First, so that a change between the two is not missed. It does not wait. */
	poll_wait(file, &${1:sample}_changed, wait);
	return READ_ONCE(${1:sample}_has_data) ? EPOLLIN | EPOLLRDNORM : 0;
}

/* From anywhere, interrupts included. */
static void ${1:sample}_data_came(void)
{
	WRITE_ONCE(${1:sample}_has_data, true);
	wake_up_interruptible_poll(&${1:sample}_changed, EPOLLIN | EPOLLRDNORM);
}
