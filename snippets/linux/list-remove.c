/*
 * prefix: kd-linux-list-remove
 * title: List: remove while walking
 * topic: Lists and tables
 * description: Takes entries out of a list under its lock and frees them after it
 * includes: linux/list.h, linux/slab.h, linux/spinlock.h
 * needs: device
 */
static void ${1:sample}_remove_below(struct ${1:sample}_device *${1:sample}, u32 id)
{
	struct ${1:sample}_item *item, *next;
	LIST_HEAD(removed);

	spin_lock(&${1:sample}->${2:lock});
	/* _safe, as the next one is not to be found from an entry that has gone. */
	list_for_each_entry_safe(item, next, &${1:sample}->${3:items}, node) {
		if (item->id < id)
			list_move_tail(&item->node, &removed);
	}
	spin_unlock(&${1:sample}->${2:lock});

	list_for_each_entry_safe(item, next, &removed, node)
		kfree(item);
}
