#include <linux/spinlock.h>
#include <linux/mutex.h>

struct sample {
	spinlock_t lock;
	spinlock_t tx_lock;
	raw_spinlock_t raw;
	rwlock_t table_lock;
	struct mutex mutex;
	struct rw_semaphore sem;
	struct sample *next;
	int count;
};

static DEFINE_SPINLOCK(global_lock);

static void plain(struct sample *s)
{
	spin_lock(&s->lock);		// locks: s->lock; interrupts: entry
	s->count++;
	spin_unlock(&s->lock);		// locks: none
}

static void two(struct sample *s)
{
	spin_lock(&s->lock);
	spin_lock_nested(&s->tx_lock, 1);	// locks: s->lock, s->tx_lock
	spin_unlock(&s->lock);		// locks: s->tx_lock
	spin_unlock(&s->tx_lock);
}					// locks: none

static void global(void)
{
	spin_lock(&global_lock);	// locks: global_lock
	spin_unlock(&global_lock);	// locks: none
}

static void by_flags(struct sample *s)
{
	unsigned long flags;

	spin_lock_irqsave(&s->lock, flags);		// interrupts: off; locks: s->lock
	spin_unlock_irqrestore(&s->lock, flags);	// interrupts: entry; locks: none
}

static void nested_flags(struct sample *s)
{
	unsigned long flags, inner;

	spin_lock_irqsave(&s->lock, flags);
	spin_lock_irqsave(&s->tx_lock, inner);
	spin_unlock_irqrestore(&s->tx_lock, inner);	// interrupts: off
	spin_unlock_irqrestore(&s->lock, flags);	// interrupts: entry
}

static void switched(struct sample *s)
{
	spin_lock_irq(&s->lock);	// interrupts: off
	spin_unlock_irq(&s->lock);	// interrupts: on
}

static void left_off(struct sample *s)
{
	unsigned long flags;

	spin_lock_irqsave(&s->lock, flags);
	spin_unlock(&s->lock);		// locks: none; interrupts: off
	local_irq_restore(flags);	// interrupts: entry
}

static void someone_elses_flags(struct sample *s, unsigned long flags)
{
	local_irq_restore(flags);	// interrupts: kept in flags
}

static void bottom_halves(struct sample *s)
{
	spin_lock_bh(&s->lock);		// locks: softirqs, s->lock
	spin_unlock_bh(&s->lock);	// locks: none
}

static void kinds(struct sample *s)
{
	read_lock(&s->table_lock);
	read_lock(&s->table_lock);	// locks: s->table_lock
	read_unlock(&s->table_lock);	// locks: s->table_lock
	read_unlock(&s->table_lock);	// locks: none
	raw_spin_lock(&s->raw);		// locks: s->raw
	raw_spin_unlock(&s->raw);
	down_write(&s->sem);		// locks: s->sem
	up_write(&s->sem);
	mutex_lock(&s->mutex);		// locks: s->mutex; context: slept
	mutex_unlock(&s->mutex);	// locks: none
}

static void sections(void)
{
	rcu_read_lock();		// locks: rcu
	preempt_disable();		// locks: rcu, preemption
	preempt_disable();
	preempt_enable();		// locks: rcu, preemption
	preempt_enable();		// locks: rcu
	rcu_read_unlock();
	local_bh_disable();		// locks: softirqs
	local_bh_enable();
	pagefault_disable();		// locks: page-faults
	pagefault_enable();		// locks: none
}

static void of_objects(struct net_device *dev)
{
	netif_tx_lock_bh(dev);		// locks: softirqs, dev->netif_tx_lock_bh
	netif_addr_lock(dev);		// locks: softirqs, dev->netif_tx_lock_bh, dev->netif_addr_lock
	netif_addr_unlock(dev);
	netif_tx_unlock_bh(dev);	// locks: none
	rtnl_lock();			// locks: rtnl_lock()
	rtnl_unlock();			// locks: none
}

static void alias(struct sample *s)
{
	spinlock_t *lock = &s->lock;

	spin_lock(lock);		// locks: lock
	spin_unlock(&s->lock);		// locks: none
}

static void another_name(struct sample *s, struct sample *other)
{
	spin_lock(&s->lock);
	// Both may be the same one.
	spin_unlock(&other->lock);	// locks: unknown
}

static void another_field(struct sample *s)
{
	spin_lock(&s->lock);
	spin_unlock(&s->tx_lock);	// locks: s->lock
	spin_lock(&s->tx_lock);
	spin_unlock(&s->lock);
}

static void moves_on(struct sample *s)
{
	spin_lock(&s->lock);
	s = s->next;			// locks: unknown
}

static void field_moves_on(struct sample *s)
{
	spin_lock(&s->next->lock);	// locks: s->next->lock
	s->next = NULL;			// locks: unknown
}

static void unseen_pair(struct sample *s)
{
	sample_hw_lock(s);
	s->count++;
	sample_hw_unlock(s);		// locks: none
}

static void unseen_release(struct sample *s)
{
	spin_lock(&s->lock);
	sample_hw_unlock(s);		// locks: unknown
}

static void through_pointer(struct sample *s, struct sample_ops *ops)
{
	spin_lock(&s->lock);
	ops->count(s);			// locks: s->lock
	ops->unlock(s);			// locks: unknown
}

static void asked(struct sample *s)
{
	spin_lock(&s->lock);
	BUG_ON(!s->next);
	if (WARN_ON(!s->next))
		return;			// locks: unreachable
	spin_unlock(&s->lock);
}					// locks: none
