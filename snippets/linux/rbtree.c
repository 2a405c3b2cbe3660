/*
 * prefix: kd-linux-rbtree
 * title: Red-black tree
 * topic: Lists and tables
 * description: Entries in the order of a key, found in logarithmic time; duplicates are refused
 * includes: linux/errno.h, linux/rbtree.h, linux/types.h
 */
struct ${1:sample}_extent {
	struct rb_node node;
	u64 start;
};

static struct rb_root ${1:sample}_extents = RB_ROOT;

/* Under a lock of the caller's. */
static int ${1:sample}_insert_extent(struct ${1:sample}_extent *extent)
{
	struct rb_node **link = &${1:sample}_extents.rb_node;
	struct rb_node *parent = NULL;

	while (*link) {
		const struct ${1:sample}_extent *other =
			rb_entry(*link, struct ${1:sample}_extent, node);

		parent = *link;
		if (extent->start == other->start)
			return -EEXIST;
		link = extent->start < other->start ? &parent->rb_left : &parent->rb_right;
	}
	rb_link_node(&extent->node, parent, link);
	rb_insert_color(&extent->node, &${1:sample}_extents);
	return 0;
}

static void ${1:sample}_remove_extent(struct ${1:sample}_extent *extent)
{
	rb_erase(&extent->node, &${1:sample}_extents);
}
