// SPDX-License-Identifier: GPL-2.0-only
/* debugfs: newdriver/status says which daemon is there and how questions have ended. */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "internal.h"

static struct dentry *newdriver_debugfs;

static int newdriver_status_show(struct seq_file *file, void *unused)
{
	struct newdriver_counters counters;
	unsigned int waiting;
	u32 portid = newdriver_requests_status(&waiting, &counters);

	seq_printf(file, "daemon %u\n", portid);
	seq_printf(file, "waiting %u\n", waiting);
	seq_printf(file, "cached %u\n", newdriver_quirks_cached());
	seq_printf(file, "asked %llu\n", counters.asked);
	seq_printf(file, "answered %llu\n", counters.answered);
	seq_printf(file, "timed-out %llu\n", counters.timed_out);
	seq_printf(file, "given-up %llu\n", counters.given_up);
	seq_printf(file, "refused %llu\n", counters.refused);
	seq_printf(file, "unwanted %llu\n", counters.unwanted);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(newdriver_status);

/* Nothing depends on it: a kernel without debugfs does without. */
void __init newdriver_status_init(void)
{
	newdriver_debugfs = debugfs_create_dir(KBUILD_MODNAME, NULL);
	debugfs_create_file("status", 0400, newdriver_debugfs, NULL, &newdriver_status_fops);
}

void newdriver_status_exit(void)
{
	debugfs_remove(newdriver_debugfs);
}
