/*
 * prefix: kd-linux-file-append
 * title: Append to a file
 * topic: Handles, registry and files
 * description: Writes to the end of a file and waits until it is on the disk
 * includes: linux/err.h, linux/fs.h
 */
/* In process context. Programs write files better: what a module logs goes to the kernel's log. */
static int ${1:sample}_append(const char *path, const void *data, size_t length)
{
	struct file *file = filp_open(path, O_WRONLY | O_CREAT | O_APPEND | O_LARGEFILE,
				      ${2:0600});
	loff_t position = 0;
	ssize_t written;
	int error;

	if (IS_ERR(file))
		return PTR_ERR(file);
	written = kernel_write(file, data, length, &position);
	if (written < 0)
		error = written;
	else if ((size_t)written < length)
		error = -ENOSPC;
	else
		error = vfs_fsync(file, 0);
	filp_close(file, NULL);
	return error;
}
