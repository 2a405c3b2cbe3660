/*
 * prefix: kd-linux-debugfs-file
 * title: Files in debugfs
 * topic: Handles, registry and files
 * description: A folder with a text that a function writes and a number: for who looks for
 *     mistakes, not for programs
 * includes: linux/debugfs.h, linux/module.h, linux/seq_file.h
 */
static struct dentry *${1:sample}_debugfs;
static u32 ${1:sample}_verbosity;

static int ${1:sample}_state_show(struct seq_file *file, void *unused)
{
	seq_printf(file, "verbosity %u\n", ${1:sample}_verbosity);
	$0
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(${1:sample}_state);

/* Errors are nobody's concern: without debugfs the driver works as well. */
static void ${1:sample}_create_debugfs(void)
{
	${1:sample}_debugfs = debugfs_create_dir("${1:sample}", NULL);
	debugfs_create_file("state", 0400, ${1:sample}_debugfs, NULL, &${1:sample}_state_fops);
	debugfs_create_u32("verbosity", 0600, ${1:sample}_debugfs, &${1:sample}_verbosity);
}

static void ${1:sample}_remove_debugfs(void)
{
	debugfs_remove(${1:sample}_debugfs);
}
