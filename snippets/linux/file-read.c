/*
 * prefix: kd-linux-file-read
 * title: File operations: read from a buffer
 * topic: Dispatch routines
 * description: Reads of any size and position from a buffer in the kernel, under a mutex
 * includes: linux/fs.h, linux/mutex.h, linux/uaccess.h
 */
static DEFINE_MUTEX(${1:sample}_lock);
static char ${1:sample}_data[${2:4096}];
static size_t ${1:sample}_length;

static ssize_t ${1:sample}_read(struct file *file, char __user *buffer, size_t count,
			   loff_t *position)
{
	ssize_t result;

	if (mutex_lock_interruptible(&${1:sample}_lock))
		return -ERESTARTSYS;
	/* As much as there is, 0 at the end, EFAULT where nothing could be copied. */
	result = simple_read_from_buffer(buffer, count, position, ${1:sample}_data,
					 ${1:sample}_length);
	mutex_unlock(&${1:sample}_lock);
	return result;
}
