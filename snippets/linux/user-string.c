/*
 * prefix: kd-linux-user-string
 * title: String of a program
 * topic: User memory
 * description: A string with a greatest length, copied with its end
 * includes: linux/err.h, linux/slab.h, linux/string.h
 */
static int ${1:sample}_take_name(const char __user *argument)
{
	/* The byte that ends it counts; one that is longer is EINVAL. */
	char *name = strndup_user(argument, ${2:64});

	if (IS_ERR(name))
		return PTR_ERR(name);
	$0
	kfree(name);
	return 0;
}
