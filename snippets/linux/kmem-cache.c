/*
 * prefix: kd-linux-kmem-cache
 * title: Cache of objects
 * topic: Memory
 * description: A slab cache of one's own for many objects of one kind, seen in /proc/slabinfo
 * includes: linux/errno.h, linux/slab.h, linux/types.h
 */
struct ${1:sample}_object {
	u64 id;
	u32 flags;
};

static struct kmem_cache *${1:sample}_cache;

static int ${1:sample}_create_cache(void)
{
	${1:sample}_cache = KMEM_CACHE(${1:sample}_object, ${2|0,SLAB_HWCACHE_ALIGN,SLAB_ACCOUNT|});
	return ${1:sample}_cache ? 0 : -ENOMEM;
}

/* When all objects have been freed; others are told in the log. */
static void ${1:sample}_destroy_cache(void)
{
	kmem_cache_destroy(${1:sample}_cache);
}

static struct ${1:sample}_object *${1:sample}_new_object(gfp_t flags)
{
	return kmem_cache_zalloc(${1:sample}_cache, flags);
}

static void ${1:sample}_free_object(struct ${1:sample}_object *object)
{
	kmem_cache_free(${1:sample}_cache, object);
}
