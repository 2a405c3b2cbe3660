/*
 * prefix: kd-linux-file-read-whole
 * title: Read a whole file
 * topic: Handles, registry and files
 * description: A whole file into memory, with a greatest size; firmware and configuration have
 *     better ways
 * includes: linux/err.h, linux/kernel_read_file.h, linux/vmalloc.h
 */
/* In process context, with the caller's rights and root folder. The caller frees it: vfree(). */
static void *${1:sample}_read_file(const char *path, size_t *length)
{
	void *data = NULL;
	ssize_t count;

	/* Of a larger one -EFBIG, of an empty one -EINVAL; -ETXTBSY while somebody writes it. */
	count = kernel_read_file_from_path(path, 0, &data, ${2:1048576}, NULL, READING_UNKNOWN);
	if (count < 0)
		return ERR_PTR(count);
	*length = count;
	return data;
}
