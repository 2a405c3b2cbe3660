/*
 * prefix: kd-linux-list-lockless
 * title: List without locks
 * topic: Lists and tables
 * description: Added to from anywhere, NMIs included, and taken from all at once, in the order of
 *     adding
 * includes: linux/llist.h, linux/slab.h
 */
struct ${1:sample}_event {
	struct llist_node node;
	u32 id;
};

static LLIST_HEAD(${1:sample}_events);

/* True: the list was empty, and nobody has been woken for it yet. */
static bool ${1:sample}_add_event(struct ${1:sample}_event *event)
{
	return llist_add(&event->node, &${1:sample}_events);
}

static void ${1:sample}_take_events(void)
{
	struct ${1:sample}_event *event, *next;
	/* The newest comes first in it. */
	struct llist_node *all = llist_reverse_order(llist_del_all(&${1:sample}_events));

	llist_for_each_entry_safe(event, next, all, node) {
		$0
		kfree(event);
	}
}
