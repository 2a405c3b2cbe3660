/*
 * prefix: kd-linux-proc-seq-file
 * title: File in proc
 * topic: Handles, registry and files
 * description: A seq_file that writes a list entry by entry, however long it is, under its mutex
 * includes: linux/list.h, linux/mutex.h, linux/proc_fs.h, linux/seq_file.h
 */
struct ${1:sample}_item {
	struct list_head node;
	u32 id;
};

static LIST_HEAD(${1:sample}_items);
static DEFINE_MUTEX(${1:sample}_items_lock);

static void *${1:sample}_seq_start(struct seq_file *file, loff_t *position)
{
	mutex_lock(&${1:sample}_items_lock);
	return seq_list_start(&${1:sample}_items, *position);
}

static void *${1:sample}_seq_next(struct seq_file *file, void *item, loff_t *position)
{
	return seq_list_next(item, &${1:sample}_items, position);
}

/* Called after each start, whatever that has returned. */
static void ${1:sample}_seq_stop(struct seq_file *file, void *item)
{
	mutex_unlock(&${1:sample}_items_lock);
}

static int ${1:sample}_seq_show(struct seq_file *file, void *node)
{
	const struct ${1:sample}_item *item = list_entry(node, struct ${1:sample}_item, node);

	seq_printf(file, "%u\n", item->id);
	return 0;
}

static const struct seq_operations ${1:sample}_seq_ops = {
	.start = ${1:sample}_seq_start,
	.next = ${1:sample}_seq_next,
	.stop = ${1:sample}_seq_stop,
	.show = ${1:sample}_seq_show,
};

static int ${1:sample}_create_proc(void)
{
	return proc_create_seq("${1:sample}", 0400, NULL, &${1:sample}_seq_ops) ? 0 : -ENOMEM;
}

static void ${1:sample}_remove_proc(void)
{
	remove_proc_entry("${1:sample}", NULL);
}
