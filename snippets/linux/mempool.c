/*
 * prefix: kd-linux-mempool
 * title: Reserve of memory
 * topic: Memory
 * description: A mempool: allocations that must not fail have some objects in reserve, and wait
 *     for one where they may sleep
 * includes: linux/errno.h, linux/mempool.h, linux/types.h
 */
struct ${1:sample}_request {
	u64 sector;
	u32 length;
};

static mempool_t *${1:sample}_pool;

static int ${1:sample}_create_pool(void)
{
	${1:sample}_pool = mempool_create_kmalloc_pool(${2:16}, sizeof(struct ${1:sample}_request));
	return ${1:sample}_pool ? 0 : -ENOMEM;
}

static void ${1:sample}_destroy_pool(void)
{
	mempool_destroy(${1:sample}_pool);
}

/* GFP_NOIO waits and does not fail; GFP_ATOMIC fails where the reserve is used up. */
static struct ${1:sample}_request *${1:sample}_get_request(gfp_t flags)
{
	return mempool_alloc(${1:sample}_pool, flags);
}

static void ${1:sample}_put_request(struct ${1:sample}_request *request)
{
	mempool_free(request, ${1:sample}_pool);
}
