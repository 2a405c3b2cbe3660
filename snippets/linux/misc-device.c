/*
 * prefix: kd-linux-misc-device
 * title: Misc device
 * topic: Entry and devices
 * description: A file in /dev for programs, with a minor number of its own, registered as the
 *     module is loaded
 * includes: linux/fs.h, linux/miscdevice.h, linux/module.h
 */
static int ${1:sample}_open(struct inode *inode, struct file *file)
{
	$0
	return nonseekable_open(inode, file);
}

static int ${1:sample}_release(struct inode *inode, struct file *file)
{
	return 0;
}

/* With its owner, so that the module stays while a file is open. */
static const struct file_operations ${1:sample}_fops = {
	.owner = THIS_MODULE,
	.open = ${1:sample}_open,
	.release = ${1:sample}_release,
};

static struct miscdevice ${1:sample}_miscdevice = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "${1:sample}",
	.fops = &${1:sample}_fops,
	.mode = ${2|0600,0660,0666|},
};

module_misc_device(${1:sample}_miscdevice);
