/*
 * prefix: kd-linux-file-ioctl
 * title: File operations: ioctl
 * topic: Control codes
 * description: Commands with a structure that is copied in, checked, and copied out, for 32-bit
 *     programs as well
 * includes: linux/fs.h, linux/ioctl.h, linux/module.h, linux/types.h, linux/uaccess.h
 */
/* In a header that programs include: of the same size for 32 and for 64 bits. */
struct ${1:sample}_range {
	__u64 start;
	__u32 length;
	__u32 flags;
};

#define ${2:SAMPLE}_IOC_CHECK _IOWR('${3:N}', ${4:0xd0}, struct ${1:sample}_range)

static long ${1:sample}_check(struct ${1:sample}_range __user *argument)
{
	struct ${1:sample}_range range;

	/* Read once: what is checked is what is used. */
	if (copy_from_user(&range, argument, sizeof(range)))
		return -EFAULT;
	/* What means nothing yet is refused, so that it can mean something later. */
	if (range.flags || range.start + range.length < range.start)
		return -EINVAL;
	$0
	return copy_to_user(argument, &range, sizeof(range)) ? -EFAULT : 0;
}

static long ${1:sample}_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	switch (command) {
	case ${2:SAMPLE}_IOC_CHECK:
		return ${1:sample}_check((struct ${1:sample}_range __user *)argument);
	default:
		return -ENOTTY;
	}
}

static const struct file_operations ${1:sample}_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = ${1:sample}_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};
