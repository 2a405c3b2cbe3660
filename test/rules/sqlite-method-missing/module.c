// unit: kind=linux-kernel
#include <linux/mm.h>
#include <linux/slab.h>
#include "sqlite3.h"

struct block {
	size_t size;
} __aligned(16);

static void *ksql_malloc(int size)
{
	struct block *block = kvmalloc(sizeof(*block) + size, GFP_KERNEL);

	if (!block)
		return NULL;
	block->size = size;
	return block + 1;
}

static void ksql_free(void *memory)
{
	kvfree((struct block *)memory - 1);
}

static int ksql_size(void *memory)
{
	return ((struct block *)memory - 1)->size;
}

// the methods
static const struct sqlite3_mem_methods ksql_methods = {  // want sqlite-method-missing error "has no xRealloc, xRoundup and xInit"
	.xMalloc = ksql_malloc,
	.xFree = ksql_free,
	.xSize = ksql_size,
};

int ksql_configure(void)
{
	return sqlite3_config(SQLITE_CONFIG_MALLOC, &ksql_methods);
}
