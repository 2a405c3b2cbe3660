/*
 * prefix: kd-linux-kmalloc-array
 * title: Memory for an array
 * topic: Memory
 * description: An array of a number that somebody else says: a product that does not fit is
 *     refused
 * includes: linux/errno.h, linux/slab.h, linux/types.h
 */
static int ${1:sample}_make_array(size_t count)
{
	u32 *values = ${2|kcalloc,kmalloc_array|}(count, sizeof(*values), GFP_KERNEL);

	if (!values)
		return -ENOMEM;
	$0
	kfree(values);
	return 0;
}
