// SPDX-License-Identifier: GPL-2.0-only
/* What SQLite has of the machine, for people: /sys/kernel/debug/newdriver/statistics. */
#include <linux/debugfs.h>
#include <linux/seq_file.h>
#include "driver.h"
#include "sqlite-memory.h"

static struct dentry *directory;

static int statistics_show(struct seq_file *file, void *unused)
{
	struct newdriver *driver = file->private;
	struct newdriver_memory_usage usage;
	long left;

	newdriver_memory_usage(&usage);
	seq_printf(file, "sqlite %s, SQLITE_THREADSAFE=%d\n", SQLITE_VERSION, SQLITE_THREADSAFE);
	seq_printf(file, "blocks %lld\n", usage.blocks);
	seq_printf(file, "bytes %lld\n", usage.bytes);
	seq_printf(file, "most bytes %lld\n", usage.most_bytes);
	seq_printf(file, "requests %lld\n", usage.requests);
	seq_printf(file, "served by the reserves %lld\n", usage.reserve_requests);
	seq_printf(file, "reserved %d of %d\n", usage.reserve_left, usage.reserve);

	left = newdriver_sqlite_stack_left(&driver->calls);
	if (left >= 0)
		seq_printf(file, "fewest bytes of stack left %ld\n", left);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(statistics);

void newdriver_statistics_register(struct newdriver *driver)
{
	directory = debugfs_create_dir("newdriver", NULL);
	debugfs_create_file("statistics", 0400, directory, driver, &statistics_fops);
}

void newdriver_statistics_deregister(void)
{
	debugfs_remove_recursive(directory);
}
