/*
 * prefix: kd-linux-sqlite-allocator
 * title: SQLite in Linux: allocator
 * topic: SQLite
 * description: sqlite3_mem_methods over kvmalloc, for SQLITE_CONFIG_MALLOC; the size stands before
 *     each block
 * includes: linux/kernel.h, linux/mm.h, linux/slab.h, linux/string.h, sqlite3.h
 * needs: sqlite-call
 */
/* kvmalloc rounds sizes up and does not tell what was asked for, and xSize has to. */
union ${1:sample}_block {
	size_t size;
	/* What comes behind it is aligned as SQLite wants it. */
	u64 alignment;
};

static void *${1:sample}_malloc(int size)
{
	union ${1:sample}_block *block;

	if (size <= 0)
		return NULL;
	/* SQLite says itself what it was refused. */
	${1:sample}_sqlite_pause();
	block = kvmalloc(sizeof(*block) + size, GFP_KERNEL | __GFP_NOWARN);
	${1:sample}_sqlite_resume();
	if (!block)
		return NULL;
	block->size = size;
	return block + 1;
}

static void ${1:sample}_free(void *memory)
{
	if (!memory)
		return;
	/* Of vmalloc it may sleep. */
	${1:sample}_sqlite_pause();
	kvfree((union ${1:sample}_block *)memory - 1);
	${1:sample}_sqlite_resume();
}

static int ${1:sample}_size(void *memory)
{
	return memory ? ((union ${1:sample}_block *)memory - 1)->size : 0;
}

static void *${1:sample}_realloc(void *memory, int size)
{
	int old_size = ${1:sample}_size(memory);
	void *larger;

	if (size <= old_size)
		return memory;
	larger = ${1:sample}_malloc(size);
	if (larger && memory) {
		memcpy(larger, memory, old_size);
		${1:sample}_free(memory);
	}
	return larger;
}

static int ${1:sample}_roundup(int size)
{
	return ALIGN(size, 8);
}

static int ${1:sample}_memory_init(void *context)
{
	return SQLITE_OK;
}

static void ${1:sample}_memory_shutdown(void *context)
{
}

/* SQLite calls all of them without a look whether they are there. */
static const sqlite3_mem_methods ${1:sample}_memory_methods = {
	.xMalloc = ${1:sample}_malloc,
	.xFree = ${1:sample}_free,
	.xRealloc = ${1:sample}_realloc,
	.xSize = ${1:sample}_size,
	.xRoundup = ${1:sample}_roundup,
	.xInit = ${1:sample}_memory_init,
	.xShutdown = ${1:sample}_memory_shutdown,
};
