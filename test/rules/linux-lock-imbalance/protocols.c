// unit: kind=linux-kernel
#include <linux/err.h>
#include <linux/mutex.h>

struct region {
	struct mutex lock;
	struct mutex table_lock;
	spinlock_t list_lock;
	struct list_head entries;
	int id;
	bool busy;
};

/* The caller gives it back, unless it is an error that comes. */
static struct region *region_get(struct region *r)
{
	if (!mutex_trylock(&r->lock))
		return ERR_PTR(-EBUSY);
	if (r->busy) {
		mutex_unlock(&r->lock);
		return ERR_PTR(-ENODEV);
	}
	return r; // ok linux-lock-imbalance
}

/* One call takes it, another gives it back. */
static int region_notify(struct region *r, unsigned long action)
{
	switch (action) {
	case MEM_GOING_OFFLINE:
		mutex_lock(&r->lock);
		if (r->busy) {
			mutex_unlock(&r->lock);
			break;
		}
		r->busy = true;
		break;
	case MEM_CANCEL_OFFLINE:
		r->busy = false;
		mutex_unlock(&r->lock);
		break;
	default:
		break;
	}
	return NOTIFY_OK; // ok linux-lock-imbalance
}

static struct list_head *region_entries(struct region *r)
{
	mutex_lock(&r->table_lock);
	return &r->entries;
}

/* The head of a loop is evaluated once. */
static void region_each(struct region *r)
{
	struct region *each;

	for_each_region(each, region_entries(r)) { // ok linux-lock-imbalance
		each->busy = false;
	}
	mutex_unlock(&r->table_lock);
}

static void __noreturn region_corrupt(struct region *r)
{
	panic("region %d is corrupt", r->id);
}

static void region_check(struct region *r)
{
	spin_lock(&r->list_lock);
	if (r->id < 0) {
		spin_unlock(&r->list_lock);
		region_corrupt(r);
	}
	spin_unlock(&r->list_lock); // ok linux-lock-imbalance
}

/* Only the macros know that this is a loop. */
static void region_walk(struct region *r)
{
	do_each_region(r) {
		spin_lock(&r->list_lock);
		if (r->busy) {
			spin_unlock(&r->list_lock);
			continue;
		}
		spin_unlock(&r->list_lock); // ok linux-lock-imbalance
	} while_each_region(r);
}

/* By their numbers, so that two callers cannot wait for each other. */
static void region_swap(struct region *a, struct region *b)
{
	if (a->id < b->id) {
		mutex_lock(&a->lock);
		mutex_lock(&b->lock);
	} else if (b->id < a->id) {
		mutex_lock(&b->lock);
		mutex_lock(&a->lock);
	} else {
		mutex_lock(&a->lock);
	}
	swap(a->entries, b->entries);
	if (a->id > b->id) {
		mutex_unlock(&a->lock);
		mutex_unlock(&b->lock);
	} else if (b->id > a->id) {
		mutex_unlock(&b->lock);
		mutex_unlock(&a->lock);
	} else {
		mutex_unlock(&a->lock);
	}
} // ok linux-lock-imbalance
