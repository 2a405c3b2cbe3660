// SPDX-License-Identifier: GPL-2.0-only
/* Load and unload of the newdriver module: SQLite, and a device in front of it. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/moduleparam.h>
#include "driver.h"

static char *directory;
module_param(directory, charp, 0444);
MODULE_PARM_DESC(directory, "Where the file of the module's database is, or is made; none: there is no such database");

static struct newdriver newdriver;

static int __init newdriver_init(void)
{
	int status;

	status = newdriver_connection_open(&newdriver, directory);
	if (status)
		return status;

	/* Last: who opens the device finds all else there. */
	newdriver_statistics_register(&newdriver);
	status = newdriver_device_register(&newdriver);
	if (status) {
		pr_err("no device, error %d\n", status);
		newdriver_statistics_deregister();
		newdriver_connection_close(&newdriver);
	}
	return status;
}

/* An open device keeps the module: no query is under way. */
static void __exit newdriver_exit(void)
{
	newdriver_device_deregister();
	newdriver_statistics_deregister();
	newdriver_connection_close(&newdriver);
}

module_init(newdriver_init);
module_exit(newdriver_exit);

MODULE_DESCRIPTION("Answers queries from an SQLite database");
MODULE_AUTHOR("NewProvider");
MODULE_LICENSE("GPL");
