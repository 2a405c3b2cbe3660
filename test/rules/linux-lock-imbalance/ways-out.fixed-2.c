// unit: kind=linux-kernel
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct queue {
	spinlock_t lock;
	struct mutex config;
	int length;
	void *entries;
};

static int queue_push(struct queue *q, int value)
{
	unsigned long flags;

	spin_lock_irqsave(&q->lock, flags);
	if (q->length == 16)
		return -ENOSPC; // want linux-lock-imbalance "q->lock is still held"
	q->length++;
	spin_unlock_irqrestore(&q->lock, flags);
	return value;
}

static int queue_resize(struct queue *q, int length)
{
	void *entries;
	int err = 0;

	mutex_lock(&q->config);
	if (length < 0) {
		err = -EINVAL;
		goto unlock; // want linux-lock-imbalance "q->config is still held"
	}
	entries = kcalloc(length, sizeof(int), GFP_KERNEL);
	if (!entries) {
		err = -ENOMEM;
		goto unlock;
	}
	if (length == q->length)
		goto free;
	swap(q->entries, entries);
free:
	kfree(entries);
unlock:
	mutex_unlock(&q->config);
	return err;
}

/* Which lock it takes hangs on what the device has: with one of them nothing is said by the other. */
static int queue_gate(struct queue *q, bool enable)
{
	if (enable) {
		if (q->entries)
			mutex_lock_nested(&q->config, 1);
		else
			spin_lock(&q->lock);
	}
	q->length = enable;
	if (!enable) {
		if (q->entries)
			mutex_unlock(&q->config);
		else
			spin_unlock(&q->lock);
	}
	return 0; // ok linux-lock-imbalance
}

static int queue_pop(struct queue *q)
{
	unsigned long flags;

	spin_lock_irqsave(&q->lock, flags);
	if (!q->length) { return -EAGAIN; } // want linux-lock-imbalance "q->lock is still held"
	q->length--;
	spin_unlock_irqrestore(&q->lock, flags);
	return 0;
}

static int queue_flush(struct queue *q, int length)
{
	int err = 0;

	mutex_lock(&q->config);
	if (length < 0) {
		err = -EINVAL;
		goto unlock; // want linux-lock-imbalance "q->config is still held"
	}
	if (length > q->length) { // more than there is
		err = -ERANGE;
		goto unlock; // want linux-lock-imbalance "q->config is still held"
	}
	if (!q->entries) { err = -ENOENT; goto unlock; } // want linux-lock-imbalance "q->config is still held"
	q->length = length;
unlock:
	mutex_unlock(&q->config);
	return err;
}
