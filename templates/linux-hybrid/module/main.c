// SPDX-License-Identifier: GPL-2.0-only
/*
 * Quirks of devices, from an SQLite database that a daemon in user space reads: this file loads and
 * unloads the module.
 */
#include <linux/init.h>
#include <linux/module.h>

#include "internal.h"

static int __init newdriver_init(void)
{
	int error;

	error = newdriver_quirks_init();
	if (error)
		return error;
	error = newdriver_netlink_init();
	if (error)
		goto exit_quirks;
	/* Last, as programs may come from here on. */
	error = newdriver_device_init();
	if (error)
		goto exit_netlink;
	newdriver_status_init();
	return 0;

exit_netlink:
	newdriver_netlink_exit();
exit_quirks:
	newdriver_quirks_exit();
	return error;
}

/*
 * The device is not open any more: an open file holds the module. What waits here are lookups
 * without a caller.
 */
static void __exit newdriver_exit(void)
{
	newdriver_status_exit();
	newdriver_device_exit();
	newdriver_requests_stop();
	newdriver_netlink_exit();
	newdriver_quirks_exit();
}

module_init(newdriver_init);
module_exit(newdriver_exit);

MODULE_AUTHOR("NewProvider");
MODULE_DESCRIPTION("Quirks of devices from a database in user space");
MODULE_LICENSE("GPL");
