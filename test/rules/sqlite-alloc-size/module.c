// unit: kind=linux-kernel
#include <linux/mm.h>
#include <linux/slab.h>
#include "sqlite3.h"

struct block {
	size_t size;
} __aligned(16);

int other_size(void *memory);
void *other_realloc(void *memory, int size);
int other_roundup(int size);
int other_init(void *data);

static void *block_malloc(int size)
{
	struct block *block = kvmalloc(sizeof(*block) + size, GFP_KERNEL);

	if (!block)
		return NULL;
	block->size = size;
	return block + 1;
}

static void block_free(void *memory)
{
	kvfree(memory);
}

static void right_free(void *memory)
{
	if (memory)
		kvfree((struct block *)memory - 1);
}

static const struct sqlite3_mem_methods wrong_methods = {
	.xMalloc = block_malloc,
	.xFree = block_free,  // want sqlite-alloc-size error "block_free gives kvfree the block itself, but block_malloc has a header"
	.xRealloc = other_realloc,
	.xSize = other_size,
	.xRoundup = other_roundup,
	.xInit = other_init,
};

static const struct sqlite3_mem_methods right_methods = {
	.xMalloc = block_malloc,
	.xFree = right_free,  // ok sqlite-alloc-size
	.xRealloc = other_realloc,
	.xSize = other_size,
	.xRoundup = other_roundup,
	.xInit = other_init,
};

const struct sqlite3_mem_methods *methods_of(int index)
{
	return index ? &wrong_methods : &right_methods;
}
