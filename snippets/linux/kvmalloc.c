/*
 * prefix: kd-linux-kvmalloc
 * title: Memory for large things
 * topic: Memory
 * description: A structure with an array at its end, by kmalloc or vmalloc, whichever has room
 * includes: linux/errno.h, linux/mm.h, linux/overflow.h, linux/slab.h, linux/types.h
 */
struct ${1:sample}_table {
	u32 count;
	u64 values[];
};

/* In process context: GFP_KERNEL. Not for DMA. */
static struct ${1:sample}_table *${1:sample}_make_table(u32 count)
{
	struct ${1:sample}_table *table = kvzalloc(struct_size(table, values, count), GFP_KERNEL);

	if (table)
		table->count = count;
	return table;
}

static void ${1:sample}_free_table(struct ${1:sample}_table *table)
{
	kvfree(table);
}
