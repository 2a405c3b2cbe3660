// SPDX-License-Identifier: GPL-2.0-only
/*
 * SQLite's allocator over kvmalloc(). The size stands before each block, as xSize has to know it. All blocks are
 * counted, so that an unload can prove that none is left.
 *
 * Where the kernel has no memory, reserves have: of blocks in which a page of a database fits with what SQLite notes of
 * it, and of small ones, of which a statement is made. They are for what has begun. A query begins when they are full,
 * and has all of them when memory becomes short meanwhile: to end, or to fail where it needs more and to be rolled back,
 * for which pages are read from the journal again. Without them SQLite would be no less consistent: what it cannot roll
 * back now it rolls back when the file is read next. But the query that is to write a few rows down would be lost.
 */
#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>
#include "sqlite-call.h"
#include "sqlite-memory.h"

static unsigned long memory_limit = 32UL << 20;
module_param(memory_limit, ulong, 0444);
MODULE_PARM_DESC(memory_limit, "The most memory that SQLite gets, in bytes; queries that want more fail");

static unsigned int reserve = 32;
module_param(reserve, uint, 0444);
MODULE_PARM_DESC(reserve, "For queries that run when the kernel has no memory: blocks of 8 KB, with eight of 512 bytes each");

/* As long as the kernel's alignment, which a block behind it keeps. */
struct newdriver_block {
	u32 size;

	/* NULL: the kernel's. */
	mempool_t *pool;
} __aligned(16);

/*
 * By size. A page of 4096 bytes takes some 4400 with what SQLite notes of it, which is a block of 8192 from the kernel,
 * too.
 */
static struct newdriver_reserve {
	size_t size;
	unsigned int of_each;
	mempool_t *pool;
} reserves[] = {
	{ .size = 512, .of_each = 8 },
	{ .size = 8192, .of_each = 1 },
};

static atomic64_t blocks = ATOMIC64_INIT(0);
static atomic64_t bytes = ATOMIC64_INIT(0);
static atomic64_t most_bytes = ATOMIC64_INIT(0);
static atomic64_t requests = ATOMIC64_INIT(0);
static atomic64_t reserve_requests = ATOMIC64_INIT(0);

#ifdef NEW_DRIVER_FAULT_INJECTION

static atomic_t requests_to_fail = ATOMIC_INIT(0);

/* Counted from here, whichever of the three is written. */
static int newdriver_set_fault(const char *value, const struct kernel_param *parameter)
{
	atomic_set(&requests_to_fail, 0);
	return param_set_uint(value, parameter);
}

static const struct kernel_param_ops newdriver_fault_operations = {
	.set = newdriver_set_fault,
	.get = param_get_uint,
};

static unsigned int fail_every;
module_param_cb(fail_every, &newdriver_fault_operations, &fail_every, 0600);
MODULE_PARM_DESC(fail_every, "Each n-th request of SQLite's finds the kernel without memory; 0: none does");

static unsigned int fail_from;
module_param_cb(fail_from, &newdriver_fault_operations, &fail_from, 0600);
MODULE_PARM_DESC(fail_from, "The n-th request and all that follow do; 0: none does");

static unsigned int fail_reserve;
module_param_cb(fail_reserve, &newdriver_fault_operations, &fail_reserve, 0600);
MODULE_PARM_DESC(fail_reserve, "1: the reserves have nothing either");

static bool newdriver_shall_fail(void)
{
	unsigned int every = READ_ONCE(fail_every);
	unsigned int from = READ_ONCE(fail_from);
	unsigned int request = atomic_inc_return(&requests_to_fail);

	return (every && request % every == 0) || (from && request >= from);
}

static bool newdriver_reserve_shall_fail(void)
{
	return READ_ONCE(fail_reserve);
}

/* Whether memory is short for good, for who does not count as a request. */
static bool newdriver_is_short(void)
{
	unsigned int from = READ_ONCE(fail_from);

	return from && atomic_read(&requests_to_fail) >= from;
}

#else

static bool newdriver_shall_fail(void)
{
	return false;
}

static bool newdriver_reserve_shall_fail(void)
{
	return false;
}

static bool newdriver_is_short(void)
{
	return false;
}

#endif

/* The kernel's memory fills a reserve, by those who can wait for it; who asks the reserve has asked the kernel before. */
static void *newdriver_reserve_alloc(gfp_t flags, void *of)
{
	const struct newdriver_reserve *reserved = of;

	return gfpflags_allow_blocking(flags) ? kmalloc(reserved->size, flags) : NULL;
}

static void newdriver_reserve_free(void *block, void *of)
{
	kfree(block);
}

int newdriver_memory_start(void)
{
	unsigned int count = clamp(reserve, 1U, 1024U);
	int index;

	BUILD_BUG_ON(sizeof(struct newdriver_block) != 16);

	for (index = 0; index < ARRAY_SIZE(reserves); index++) {
		struct newdriver_reserve *reserved = &reserves[index];

		reserved->pool = mempool_create(count * reserved->of_each, newdriver_reserve_alloc,
						newdriver_reserve_free, reserved);
		if (!reserved->pool) {
			newdriver_memory_stop();
			return -ENOMEM;
		}
	}
	return 0;
}

void newdriver_memory_stop(void)
{
	int index;

	/* A block that is left might be given back to a reserve that is gone. */
	if (WARN_ON_ONCE(atomic64_read(&blocks)))
		return;
	for (index = 0; index < ARRAY_SIZE(reserves); index++) {
		mempool_destroy(reserves[index].pool);
		reserves[index].pool = NULL;
	}
}

int newdriver_memory_prepare(void)
{
	void *block;
	int index;

	for (index = 0; index < ARRAY_SIZE(reserves); index++) {
		struct newdriver_reserve *reserved = &reserves[index];

		while (READ_ONCE(reserved->pool->curr_nr) < reserved->pool->min_nr) {
			block = newdriver_is_short() ? NULL : kmalloc(reserved->size, GFP_KERNEL | __GFP_NOWARN);
			if (!block)
				return -ENOMEM;
			/* What it is given it keeps until it is full. */
			mempool_free(block, reserved->pool);
		}
	}
	return 0;
}

void newdriver_memory_usage(struct newdriver_memory_usage *usage)
{
	int index;

	*usage = (struct newdriver_memory_usage) {};
	usage->blocks = atomic64_read(&blocks);
	usage->bytes = atomic64_read(&bytes);
	usage->most_bytes = atomic64_read(&most_bytes);
	usage->requests = atomic64_read(&requests);
	usage->reserve_requests = atomic64_read(&reserve_requests);
	for (index = 0; index < ARRAY_SIZE(reserves); index++) {
		usage->reserve += reserves[index].pool->min_nr;
		usage->reserve_left += READ_ONCE(reserves[index].pool->curr_nr);
	}
}

static int newdriver_size(void *memory)
{
	return memory ? ((struct newdriver_block *)memory - 1)->size : 0;
}

/* Counts bytes that are asked for, unless they are too many. */
static bool newdriver_take(int size)
{
	s64 now = atomic64_add_return(size, &bytes);

	if (now > memory_limit) {
		atomic64_sub(size, &bytes);
		return false;
	}
	/* Of two that come at once the smaller one may stay: it is for people. */
	if (now > atomic64_read(&most_bytes))
		atomic64_set(&most_bytes, now);
	return true;
}

/* From the kernel, or from the first reserve whose blocks are large enough and that has one. */
static struct newdriver_block *newdriver_block_alloc(size_t length)
{
	struct newdriver_block *block = NULL;
	int index;

	if (!newdriver_shall_fail())
		block = kvmalloc(length, GFP_KERNEL | __GFP_NOWARN);
	if (block) {
		block->pool = NULL;
		return block;
	}
	for (index = 0; index < ARRAY_SIZE(reserves); index++) {
		struct newdriver_reserve *reserved = &reserves[index];

		if (length > reserved->size || newdriver_reserve_shall_fail())
			continue;
		block = mempool_alloc(reserved->pool, GFP_NOWAIT | __GFP_NOWARN);
		if (block) {
			block->pool = reserved->pool;
			atomic64_inc(&reserve_requests);
			return block;
		}
	}
	return NULL;
}

static void *newdriver_malloc(int size)
{
	struct newdriver_block *block;

	if (size <= 0)
		return NULL;
	atomic64_inc(&requests);
	if (!newdriver_take(size))
		return NULL;

	newdriver_sqlite_pause();
	block = newdriver_block_alloc(sizeof(*block) + size);
	newdriver_sqlite_resume();

	if (!block) {
		atomic64_sub(size, &bytes);
		return NULL;
	}
	block->size = size;
	atomic64_inc(&blocks);
	return block + 1;
}

static void newdriver_free(void *memory)
{
	struct newdriver_block *block = memory;

	if (!memory)
		return;
	block--;
	atomic64_dec(&blocks);
	atomic64_sub(block->size, &bytes);

	newdriver_sqlite_pause();
	if (block->pool)
		mempool_free(block, block->pool);
	else
		kvfree(block);
	newdriver_sqlite_resume();
}

static void *newdriver_realloc(void *memory, int size)
{
	int old_size = newdriver_size(memory);
	void *larger;

	if (size <= old_size)
		return memory;
	larger = newdriver_malloc(size);
	if (larger && memory) {
		memcpy(larger, memory, old_size);
		newdriver_free(memory);
	}
	return larger;
}

static int newdriver_roundup(int size)
{
	return ALIGN(size, 8);
}

static int newdriver_memory_init(void *data)
{
	return SQLITE_OK;
}

static void newdriver_memory_shutdown(void *data)
{
}

const sqlite3_mem_methods newdriver_memory_methods = {
	.xMalloc = newdriver_malloc,
	.xFree = newdriver_free,
	.xRealloc = newdriver_realloc,
	.xSize = newdriver_size,
	.xRoundup = newdriver_roundup,
	.xInit = newdriver_memory_init,
	.xShutdown = newdriver_memory_shutdown,
};
