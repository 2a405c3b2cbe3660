/*
 * prefix: kd-linux-list-drain
 * title: List: empty
 * topic: Lists and tables
 * description: Moves all entries to a list of one's own at once, and does with them what takes
 *     longer
 * includes: linux/list.h, linux/slab.h, linux/spinlock.h
 * needs: device
 */
static void ${1:sample}_drain(struct ${1:sample}_device *${1:sample})
{
	struct ${1:sample}_item *item, *next;
	LIST_HEAD(items);

	spin_lock(&${1:sample}->${2:lock});
	list_splice_init(&${1:sample}->${3:items}, &items);
	spin_unlock(&${1:sample}->${2:lock});

	list_for_each_entry_safe(item, next, &items, node) {
		list_del(&item->node);
		$0
		kfree(item);
	}
}
