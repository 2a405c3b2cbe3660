/*
 * prefix: kd-linux-file-write
 * title: File operations: write one message
 * topic: Dispatch routines
 * description: Each write is a message with a greatest size, copied before anything is locked
 * includes: linux/err.h, linux/fs.h, linux/slab.h, linux/string.h
 */
#define ${1:SAMPLE}_MESSAGE_BYTES ${2:1024}

static ssize_t ${3:sample}_write(struct file *file, const char __user *buffer, size_t count,
			    loff_t *position)
{
	char *message;

	if (count == 0)
		return 0;
	if (count > ${1:SAMPLE}_MESSAGE_BYTES)
		return -EMSGSIZE;
	/* A copy: the program may change its own while it is looked at. */
	message = memdup_user(buffer, count);
	if (IS_ERR(message))
		return PTR_ERR(message);
	$0
	kfree(message);
	return count;
}
