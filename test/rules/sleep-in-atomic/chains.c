// unit: kind=linux-kernel
#include <linux/module.h>
#include <linux/slab.h>

struct bus {
	spinlock_t lock;
	struct mutex io;
	u8 *shadow;
};

static int bus_write(struct bus *b, u8 reg, u8 value)
{
	mutex_lock(&b->io); // ok sleep-in-atomic
	b->shadow[reg] = value;
	mutex_unlock(&b->io);
	return 0;
}

static int bus_reset(struct bus *b)
{
	return bus_write(b, 0, 0x80);
}

static void *bus_alloc(size_t size, gfp_t flags)
{
	return kzalloc(size, flags);
}

#define bus_lock(b) spin_lock(&(b)->lock)
#define bus_unlock(b) spin_unlock(&(b)->lock)

static void bus_recover(struct bus *b)
{
	bus_lock(b);
	bus_reset(b); // want sleep-in-atomic "bus_reset leads to mutex_lock, which may sleep, but is called under the spin lock"
	b->shadow = bus_alloc(16, GFP_ATOMIC); // ok sleep-in-atomic
	b->shadow = bus_alloc(16, GFP_KERNEL); // want sleep-in-atomic "leads to kzalloc, which may sleep with GFP_KERNEL"
	bus_unlock(b);
	bus_reset(b); // ok sleep-in-atomic
}

/* Polls while the machine dies, sleeps otherwise. */
static void bus_wait(struct bus *b, bool atomic)
{
	if (atomic)
		mdelay(1);
	else
		msleep(1);
}

static void bus_flush(struct bus *b)
{
	spin_lock(&b->lock);
	bus_wait(b, true); // ok sleep-in-atomic
	bus_wait(b, false); // want sleep-in-atomic "bus_wait leads to msleep"
	spin_unlock(&b->lock);
}

/* Its own function of a name that the kernel has. */
static void flush_workqueue_of(struct bus *b)
{
	spin_lock(&b->lock);
	in_atomic();
	spin_unlock(&b->lock);
}
