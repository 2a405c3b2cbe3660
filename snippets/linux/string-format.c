/*
 * prefix: kd-linux-string-format
 * title: Text in a buffer
 * topic: Strings and tracing
 * description: Copies and formats without writing behind a buffer's end, and tells what did not
 *     fit
 * includes: linux/errno.h, linux/kernel.h, linux/string.h
 */
static int ${1:sample}_describe(char *buffer, size_t size, const char *name, u32 id)
{
	/* What would have been written where there is room, without the byte that ends it. */
	size_t length = snprintf(buffer, size, "%s-%u", name, id);

	return length >= size ? -ENAMETOOLONG : 0;
}

static int ${1:sample}_copy_name(char *buffer, size_t size, const char *name)
{
	/* -E2BIG where it was cut off; it has its end in any case. */
	ssize_t length = strscpy(buffer, name, size);

	return length < 0 ? -ENAMETOOLONG : 0;
}
