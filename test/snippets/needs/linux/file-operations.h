#include <linux/fs.h>
#include <linux/module.h>

static const struct file_operations sample_fops = {
	.owner = THIS_MODULE,
};
