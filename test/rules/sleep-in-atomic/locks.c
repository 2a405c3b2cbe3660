// unit: kind=linux-kernel
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>

struct ring {
	spinlock_t lock;
	struct mutex config;
	rwlock_t table;
	void *buffer;
	size_t size;
	bool busy;
};

static int ring_grow(struct ring *r, size_t size)
{
	unsigned long flags;

	spin_lock_irqsave(&r->lock, flags);
	r->buffer = kmalloc(size, GFP_KERNEL); // want sleep-in-atomic "kmalloc may sleep with GFP_KERNEL, but is called under the spin lock r->lock"
	spin_unlock_irqrestore(&r->lock, flags);
	r->size = size;
	return r->buffer ? 0 : -ENOMEM;
}

static int ring_grow_right(struct ring *r, size_t size)
{
	void *buffer = kmalloc(size, GFP_KERNEL); // ok sleep-in-atomic

	spin_lock(&r->lock);
	r->buffer = buffer;
	spin_unlock(&r->lock);
	return kmalloc(size, GFP_KERNEL) ? 0 : -ENOMEM; // ok sleep-in-atomic
}

static int ring_spare(struct ring *r, size_t size)
{
	spin_lock(&r->lock);
	r->buffer = kmalloc(size, GFP_ATOMIC | __GFP_NOWARN); // ok sleep-in-atomic
	spin_unlock(&r->lock);
	return r->buffer ? 0 : -ENOMEM;
}

static ssize_t ring_read(struct ring *r, char __user *to, size_t count)
{
	read_lock(&r->table);
	if (copy_to_user(to, r->buffer, count)) { // want sleep-in-atomic "under the rwlock r->table"
		read_unlock(&r->table);
		return -EFAULT;
	}
	read_unlock(&r->table);
	return count;
}

static void ring_configure(struct ring *r)
{
	spin_lock_bh(&r->lock);
	mutex_lock(&r->config); // want sleep-in-atomic "mutex_lock may sleep, but is called under the spin lock r->lock"
	r->busy = true;
	mutex_unlock(&r->config);
	spin_unlock_bh(&r->lock);
}

static void ring_drain(struct ring *r)
{
	spin_lock(&r->lock);
	while (r->busy) {
		spin_unlock(&r->lock);
		msleep(10); // ok sleep-in-atomic
		spin_lock(&r->lock);
	}
	spin_unlock(&r->lock);
}

/* What is said of one way alone is a warning that shows the way. */
static void ring_settle(struct ring *r, bool is_locked)
{
	if (!is_locked)
		spin_lock(&r->lock);
	if (r->busy)
		usleep_range(100, 200); // want sleep-in-atomic "under the spin lock r->lock on a path"
	if (!is_locked)
		spin_unlock(&r->lock);
}

static void ring_settle_right(struct ring *r, bool may_sleep)
{
	if (!may_sleep)
		spin_lock(&r->lock);
	if (may_sleep)
		msleep(1); // ok sleep-in-atomic
	else
		udelay(1000);
	if (!may_sleep)
		spin_unlock(&r->lock);
}

static void ring_quiet(struct ring *r)
{
	preempt_disable();
	vfree(r->buffer); // ok sleep-in-atomic
	msleep(1); // want sleep-in-atomic "with preemption off"
	preempt_enable();
	local_irq_disable();
	schedule(); // want sleep-in-atomic "with interrupts off"
	local_irq_enable();
}

static void *ring_lookup(struct ring *r)
{
	rcu_read_lock();
	r->buffer = kzalloc(r->size, GFP_KERNEL); // want sleep-in-atomic "within an RCU read-side section"
	rcu_read_unlock();
	return r->buffer;
}
