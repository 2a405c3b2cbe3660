/*
 * prefix: kd-linux-kmalloc
 * title: Memory for an object
 * topic: Memory
 * description: kzalloc of the size of what it is for, with a flag that says whether it may sleep
 * includes: linux/errno.h, linux/slab.h
 * needs: device, in-function
 */
/* GFP_KERNEL may sleep; GFP_ATOMIC does not, and fails sooner. */
struct ${1:sample}_item *item = kzalloc(sizeof(*item), ${2|GFP_KERNEL,GFP_ATOMIC,GFP_NOFS,GFP_NOIO|});

if (!item)
	return -ENOMEM;
$0
kfree(item);
