// unit: kind=linux-kernel
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct channel {
	struct mutex lock;
	spinlock_t queue_lock;
	struct semaphore slots;
	int users;
	int limit;
	void *owner;
};

static int channel_open(struct channel *c)
{
	mutex_lock(&c->lock);
	if (c->users >= c->limit)
		return -EBUSY; // want linux-lock-imbalance "c->lock is still held at this return of channel_open"
	c->users++;
	mutex_unlock(&c->lock);
	return 0;
}

static int channel_open_right(struct channel *c)
{
	int ret = -EBUSY;

	mutex_lock(&c->lock);
	if (c->users >= c->limit)
		goto out;
	c->users++;
	ret = 0;
out:
	mutex_unlock(&c->lock);
	return ret; // ok linux-lock-imbalance
}

static int channel_start(struct channel *c)
{
	int ret;

	ret = mutex_lock_interruptible(&c->lock);
	if (ret)
		return ret; // ok linux-lock-imbalance
	if (!c->owner)
		return -EINVAL; // want linux-lock-imbalance "c->lock is still held at this return of channel_start"
	ret = channel_open(c);
	mutex_unlock(&c->lock);
	return ret;
}

/* One way out that releases it is no reason why another one may not. */
static int channel_limit(struct channel *c, int limit)
{
	mutex_lock(&c->lock);
	if (c->owner) {
		mutex_unlock(&c->lock);
		return -EBUSY; // ok linux-lock-imbalance
	}
	if (limit < c->users)
		return -EINVAL; // want linux-lock-imbalance "c->lock is still held at this return of channel_limit"
	c->limit = limit;
	mutex_unlock(&c->lock);
	return 0;
}

static void channel_pump(struct channel *c)
{
	unsigned long flags;

	spin_lock_irqsave(&c->queue_lock, flags);
	if (!c->users)
		return; // want linux-lock-imbalance "c->queue_lock is still held at this return"
	c->users--;
	spin_unlock_irqrestore(&c->queue_lock, flags);
}

/* Callers are told by the result. */
static bool channel_grab(struct channel *c)
{
	mutex_lock(&c->lock);
	if (c->owner) {
		mutex_unlock(&c->lock);
		return false;
	}
	return true; // ok linux-lock-imbalance
}

static int channel_enter(struct channel *c)
	__acquires(&c->lock)
{
	mutex_lock(&c->lock);
	if (c->limit)
		return 1; // ok linux-lock-imbalance
	mutex_unlock(&c->lock);
	return 1;
}

static void channel_twice(struct channel *c)
{
	spin_lock(&c->queue_lock);
	spin_lock(&c->queue_lock); // want linux-lock-imbalance "c->queue_lock is taken here, but channel_twice holds it already"
	c->users++;
	spin_unlock(&c->queue_lock);
}

static void channel_two(struct channel *c, struct channel *d)
{
	spin_lock(&c->queue_lock);
	spin_lock_nested(&d->queue_lock, 1); // ok linux-lock-imbalance
	spin_unlock(&d->queue_lock);
	spin_unlock(&c->queue_lock); // ok linux-lock-imbalance
}

static void channel_freed_twice(struct channel *c)
{
	mutex_lock(&c->lock);
	c->users--;
	if (!c->users)
		mutex_unlock(&c->lock);
	mutex_unlock(&c->lock); // want linux-lock-imbalance "has released it already on a path"
}

static bool channel_try(struct channel *c)
{
	if (!mutex_trylock(&c->lock))
		return false; // ok linux-lock-imbalance
	c->users++;
	mutex_unlock(&c->lock);
	return true;
}

static int channel_wait(struct channel *c)
{
	int locked = 0;

	if (!c->owner) {
		mutex_lock(&c->lock);
		locked = 1;
	}
	c->users++;
	if (locked)
		mutex_unlock(&c->lock);
	return 0; // ok linux-lock-imbalance
}

static int channel_peek(struct channel *c)
{
	rcu_read_lock();
	if (!c->owner)
		return -ENOENT; // want linux-lock-imbalance "channel_peek leaves with the RCU read side not ended at this return"
	rcu_read_unlock();
	return 0;
}
