/*
 * prefix: kd-linux-user-array
 * title: Array of a program
 * topic: User memory
 * description: An array whose length a program says: bounded, copied at once, freed
 * includes: linux/err.h, linux/mm.h, linux/overflow.h, linux/slab.h, linux/string.h, linux/types.h
 */
#define ${1:SAMPLE}_MOST ${2:1024}

static int ${3:sample}_take_array(const u32 __user *argument, u32 count)
{
	u32 *values;

	if (count == 0 || count > ${1:SAMPLE}_MOST)
		return -EINVAL;
	/* A product that does not fit is SIZE_MAX, which nobody can allocate. */
	values = vmemdup_user(argument, array_size(count, sizeof(*values)));
	if (IS_ERR(values))
		return PTR_ERR(values);
	$0
	kvfree(values);
	return 0;
}
