/*
 * prefix: kd-linux-cleanup-goto
 * title: Start that undoes itself
 * topic: Entry and devices
 * description: Several things are set up; where one fails, those before it are undone in the
 *     opposite order
 * includes: linux/errno.h, linux/proc_fs.h, linux/slab.h, linux/workqueue.h
 */
static u32 *${1:sample}_table;
static struct workqueue_struct *${1:sample}_workqueue;
static struct proc_dir_entry *${1:sample}_folder;

static int ${1:sample}_start(size_t count)
{
	int error = -ENOMEM;

	${1:sample}_table = kcalloc(count, sizeof(*${1:sample}_table), GFP_KERNEL);
	if (!${1:sample}_table)
		return error;
	${1:sample}_workqueue = alloc_workqueue("${1:sample}", WQ_UNBOUND, 0);
	if (!${1:sample}_workqueue)
		goto free_table;
	/* Last what others can see: from then on they may come. */
	${1:sample}_folder = proc_mkdir("${1:sample}", NULL);
	if (!${1:sample}_folder)
		goto destroy_workqueue;
	return 0;

	/* Each label says what is done there, not who comes. */
destroy_workqueue:
	destroy_workqueue(${1:sample}_workqueue);
free_table:
	kfree(${1:sample}_table);
	return error;
}

static void ${1:sample}_stop(void)
{
	proc_remove(${1:sample}_folder);
	destroy_workqueue(${1:sample}_workqueue);
	kfree(${1:sample}_table);
}
