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

static void *ksql_realloc(void *memory, int size)
{
	int old_size = ksql_size(memory);
	void *larger;

	if (size <= old_size)
		return memory;
	larger = ksql_malloc(size);
	if (larger && memory) {
		memcpy(larger, memory, old_size);
		ksql_free(memory);
	}
	return larger;
}

static int ksql_roundup(int size)
{
	return (size + 7) & ~7;
}

static int ksql_init(void *app_data)
{
	return SQLITE_OK;
}

// the methods
static const struct sqlite3_mem_methods ksql_methods = {
	.xMalloc = ksql_malloc,
	.xFree = ksql_free,
	.xRealloc = ksql_realloc,
	.xSize = ksql_size,
	.xRoundup = ksql_roundup,
	.xInit = ksql_init,
};

int ksql_configure(void)
{
	return sqlite3_config(SQLITE_CONFIG_MALLOC, &ksql_methods);
}
