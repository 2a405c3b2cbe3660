/*
 * prefix: kd-linux-completion
 * title: Completion with a time limit
 * topic: Locks and waiting
 * description: Waits until another part has done something, or too much time is over, or the
 *     caller is killed
 * includes: linux/completion.h, linux/errno.h, linux/jiffies.h
 * needs: device
 */
/* Of the request that is under way; set up by init_completion(). */
static int ${1:sample}_wait(struct ${1:sample}_device *${1:sample})
{
	long left;

	/* What has been completed before the request was made does not count. */
	reinit_completion(&${1:sample}->${2:done});
	$0
	left = wait_for_completion_killable_timeout(&${1:sample}->${2:done},
						    msecs_to_jiffies(${3:1000}));
	if (left < 0)
		return left;
	return left ? 0 : -ETIMEDOUT;
}

/* From anywhere, interrupts included. */
static void ${1:sample}_finished(struct ${1:sample}_device *${1:sample})
{
	complete(&${1:sample}->${2:done});
}
