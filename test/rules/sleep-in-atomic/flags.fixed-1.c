// unit: kind=linux-kernel
#include <linux/mm.h>
#include <linux/slab.h>

struct cache {
	spinlock_t lock;
	void *page;
	void *table;
	void *spare;
};

static void *cache_entry(struct cache *c, size_t size, gfp_t flags)
{
	return kzalloc(size, flags | __GFP_NOWARN);
}

static void cache_fill(struct cache *c, size_t size)
{
	spin_lock(&c->lock);
	c->page = kmalloc(size, GFP_ATOMIC | __GFP_ZERO); // want sleep-in-atomic "kmalloc may sleep with GFP_KERNEL"
	c->spare = cache_entry(c, size, GFP_ATOMIC); // want sleep-in-atomic "cache_entry leads to kzalloc"
	c->table = kvmalloc(size, GFP_KERNEL); // want sleep-in-atomic "kvmalloc may sleep"
	spin_unlock(&c->lock);
}
