#include <linux/spinlock.h>
#include <linux/mutex.h>

struct sample {
	spinlock_t lock;
	struct mutex mutex;
	struct list_head items;
	bool shared;
	int count;
};

struct item {
	struct list_head node;
	spinlock_t lock;
};

static int tries(struct sample *s)
{
	if (!spin_trylock(&s->lock))
		return -EBUSY;		// locks: none
	s->count++;			// locks: s->lock
	spin_unlock(&s->lock);
	return 0;			// locks: none
}

static int unlikely_tries(struct sample *s)
{
	if (unlikely(!mutex_trylock(&s->mutex)))
		return -EBUSY;		// locks: none
	mutex_unlock(&s->mutex);	// locks: none
	return 0;
}

static int interruptible(struct sample *s)
{
	int ret = mutex_lock_interruptible(&s->mutex);

	if (ret)
		return ret;		// locks: none
	s->count++;			// locks: s->mutex
	mutex_unlock(&s->mutex);
	return 0;
}

static int interruptible_negative(struct sample *s)
{
	int ret = mutex_lock_killable(&s->mutex);

	if (ret < 0)
		return ret;		// locks: none
	mutex_unlock(&s->mutex);	// locks: none
	return 0;
}

static void by_parameter(struct sample *s, bool locked)
{
	if (!locked)
		spin_lock(&s->lock);
	s->count++;			// locks: none | s->lock
	if (!locked)
		spin_unlock(&s->lock);
}					// locks: none

static void by_field(struct sample *s)
{
	if (s->shared)
		spin_lock(&s->lock);
	s->count++;			// locks: none | s->lock
	if (s->shared)
		spin_unlock(&s->lock);
}					// locks: none

static void by_flag(struct sample *s, int n)
{
	bool locked = false;

	if (n > 3) {
		spin_lock(&s->lock);
		locked = true;
	}
	s->count++;
	if (locked)
		spin_unlock(&s->lock);
}					// locks: none

static int by_goto(struct sample *s)
{
	int ret = -EINVAL;

	spin_lock(&s->lock);
	if (!s->count)
		goto out;
	ret = 0;
out:
	spin_unlock(&s->lock);		// locks: none
	return ret;
}

static int by_switch(struct sample *s, int what)
{
	spin_lock(&s->lock);
	switch (what) {
	case 1:
		spin_unlock(&s->lock);
		return 1;		// locks: none
	case 2:
		s->count++;
		break;			// locks: s->lock
	default:
		break;
	}
	spin_unlock(&s->lock);
	return 0;			// locks: none
}

static void each(struct sample *s)
{
	struct item *item, *next;

	list_for_each_entry_safe(item, next, &s->items, node) {
		spin_lock(&item->lock);
		spin_unlock(&item->lock);
	}
}					// locks: none

static void each_under(struct sample *s)
{
	struct item *item;

	spin_lock(&s->lock);
	list_for_each_entry(item, &s->items, node)
		s->count++;		// locks: s->lock
	spin_unlock(&s->lock);
}					// locks: none

static void each_leaks(struct sample *s)
{
	struct item *item;

	list_for_each_entry(item, &s->items, node)
		spin_lock(&item->lock);
}					// locks: none | unknown

static void waits_without(struct sample *s)
{
	spin_lock(&s->lock);
	while (s->count) {
		spin_unlock(&s->lock);	// locks: none
		msleep(1);
		spin_lock(&s->lock);	// locks: s->lock
	}
	spin_unlock(&s->lock);
}					// locks: none

static void drops_once(struct sample *s)
{
	int n;

	for (n = 0; n < 8; n++) {
		spin_lock(&s->lock);
		if (s->count)
			break;		// locks: s->lock
		spin_unlock(&s->lock);
	}
	// locks: none | s->lock
	s->count = 0;
}
