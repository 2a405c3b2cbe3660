// SPDX-License-Identifier: GPL-2.0-only
/*
 * NewDriver: programs write messages to a device and read them again, in their
 * order. Here the module begins and ends, and its parameters are checked.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debugfs.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/seq_file.h>
#include <linux/stringify.h>

#include "device.h"
#include "newdriver_ioctl.h"
#include "store.h"

#define DAY_MS (24 * 60 * 60 * 1000)

static unsigned int max_messages = 64;
static unsigned int lifetime_ms;

/* Refused where they make no sense: insmod fails with EINVAL. */
static int set_max_messages(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, 1, NEW_DRIVER_LIMIT_MAX);
}

static int set_lifetime(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, 0, DAY_MS);
}

static const struct kernel_param_ops max_messages_ops = {
	.set = set_max_messages,
	.get = param_get_uint,
};

static const struct kernel_param_ops lifetime_ops = {
	.set = set_lifetime,
	.get = param_get_uint,
};

/* To be read in /sys/module; what changes while the module is loaded is an ioctl's. */
module_param_cb(max_messages, &max_messages_ops, &max_messages, 0444);
MODULE_PARM_DESC(max_messages,
		 "how many messages may wait, 1 to " __stringify(NEW_DRIVER_LIMIT_MAX) " (64)");

module_param_cb(lifetime_ms, &lifetime_ops, &lifetime_ms, 0444);
MODULE_PARM_DESC(lifetime_ms, "how long a message waits until it is dropped; 0: for ever (0)");

static struct newdriver_device newdriver;
static struct dentry *debug_folder;

/* Sizes and ages of the messages that wait; not what is in them. */
static int messages_show(struct seq_file *out, void *unused)
{
	return newdriver_store_show(out->private, out);
}
DEFINE_SHOW_ATTRIBUTE(messages);

static int __init newdriver_init(void)
{
	int error;

	newdriver_store_init(&newdriver.store, max_messages, msecs_to_jiffies(lifetime_ms));
	/* Where debugfs is not there, nothing lacks: its errors are of no interest. */
	debug_folder = debugfs_create_dir(KBUILD_MODNAME, NULL);
	debugfs_create_file("messages", 0400, debug_folder, &newdriver.store, &messages_fops);

	/* Last: from here on programs come. */
	error = newdriver_device_register(&newdriver);
	if (error) {
		pr_err("no device: error %d\n", error);
		goto remove_debugfs;
	}
	pr_info("loaded, for %u messages\n", max_messages);
	return 0;

remove_debugfs:
	debugfs_remove(debug_folder);
	newdriver_store_destroy(&newdriver.store);
	return error;
}

static void __exit newdriver_exit(void)
{
	newdriver_device_unregister(&newdriver);
	debugfs_remove(debug_folder);
	newdriver_store_destroy(&newdriver.store);
	pr_info("unloaded\n");
}

module_init(newdriver_init);
module_exit(newdriver_exit);

MODULE_AUTHOR("NewProvider");
MODULE_DESCRIPTION("Messages between programs, at /dev/newdriver");
MODULE_LICENSE("GPL");
