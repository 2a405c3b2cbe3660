/*
 * prefix: kd-linux-list-walk
 * title: List: walk
 * topic: Lists and tables
 * description: Looks at the entries of a list under its lock until one is found
 * includes: linux/list.h, linux/spinlock.h
 * needs: device
 */
/* The lock is held as long as the entry is used. */
static struct ${1:sample}_item *${1:sample}_find(struct ${1:sample}_device *${1:sample}, u32 id)
{
	struct ${1:sample}_item *item;

	lockdep_assert_held(&${1:sample}->${2:lock});
	list_for_each_entry(item, &${1:sample}->${3:items}, node) {
		if (item->id == id)
			return item;
	}
	return NULL;
}
