/*
 * prefix: kd-linux-mutex-interruptible
 * title: Mutex for who may be interrupted
 * topic: Locks and waiting
 * description: A mutex on behalf of a program, whose signals end the wait
 * includes: linux/errno.h, linux/mutex.h
 * needs: device, in-function
 */
/* The system call is begun again after the signal's handler, or returns EINTR. */
if (mutex_lock_${1|interruptible,killable|}(&${2:sample}->${3:mutex}))
	return -ERESTARTSYS;
$0
mutex_unlock(&${2:sample}->${3:mutex});
