// unit: kind=linux-kernel
#include <linux/module.h>
#include <linux/list.h>

struct branch {
	struct branch *left;
	struct branch *right;
	struct list_head children;
	struct list_head sibling;
	u32 value;
};

static u32 total(struct branch *b)
{
	if (!b)
		return 0;
	return b->value + total(b->left) + total(b->right); // want unbounded-recursion "of the 16,384 bytes of a kernel stack"
}

static void prune(struct branch *b, int level)
{
	struct branch *child;

	if (level <= 0)
		return;
	list_for_each_entry(child, &b->children, sibling)
		prune(child, level - 1); // ok unbounded-recursion
}

int measure(struct branch *root)
{
	prune(root, 8);
	return total(root);
}
