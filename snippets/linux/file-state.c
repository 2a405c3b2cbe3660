/*
 * prefix: kd-linux-file-state
 * title: File operations: state of an open file
 * topic: Dispatch routines
 * description: Open allocates what belongs to one open file, release frees it
 * includes: linux/fs.h, linux/mutex.h, linux/slab.h
 */
struct ${1:sample}_file {
	/* Threads of a program use a file at the same time. */
	struct mutex lock;
	u64 position;
};

static int ${1:sample}_open(struct inode *inode, struct file *file)
{
	struct ${1:sample}_file *state = kzalloc(sizeof(*state), GFP_KERNEL);

	if (!state)
		return -ENOMEM;
	mutex_init(&state->lock);
	file->private_data = state;
	return nonseekable_open(inode, file);
}

/* The last descriptor is closed and no call runs any more: there is nothing to lock. */
static int ${1:sample}_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}
