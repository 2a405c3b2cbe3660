#include <linux/spinlock.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct sample {
	spinlock_t lock;
	struct mutex mutex;
	unsigned long flags;
	bool polled;
	int count;
};

#define sample_guard(s) spin_lock(&(s)->lock)
#define sample_done(s) do { spin_unlock(&(s)->lock); } while (0)
#define sample_alloc(size) kmalloc(size, GFP_KERNEL)

// fact takes s->lock
static void sample_lock(struct sample *s)
{
	spin_lock(&s->lock);
}

// fact releases s->lock
static void sample_unlock(struct sample *s)
{
	spin_unlock(&s->lock);
}

// fact nothing
static void uses(struct sample *s)
{
	sample_lock(s);			// locks: s->lock
	sample_unlock(s);		// locks: none
}

// fact nothing
static void uses_macros(struct sample *s)
{
	sample_guard(s);		// locks: s->lock
	sample_done(s);			// locks: none
}

// fact saves *flags, takes s->lock, interrupts off
static void lock_flags(struct sample *s, unsigned long *flags)
{
	spin_lock_irqsave(&s->lock, *flags);
}

// fact restores flags, releases s->lock
static void unlock_flags(struct sample *s, unsigned long flags)
{
	spin_unlock_irqrestore(&s->lock, flags);
}

// fact nothing
static void uses_flags(struct sample *s)
{
	unsigned long flags;

	lock_flags(s, &flags);		// locks: s->lock; interrupts: off
	unlock_flags(s, flags);		// locks: none; interrupts: entry
}

// fact if returns 1: takes s->lock
// fact if returns 0: nothing
static int try_lock(struct sample *s)
{
	if (!spin_trylock(&s->lock))
		return 0;
	return 1;
}

static void uses_try(struct sample *s)
{
	if (!try_lock(s))
		return;			// locks: none
	s->count++;			// locks: s->lock
	sample_unlock(s);
}					// locks: none

// fact if wait 0: nothing
// fact if wait not 0: takes s->lock
static void maybe_lock(struct sample *s, bool wait)
{
	if (wait)
		spin_lock(&s->lock);
}

static void uses_maybe(struct sample *s, bool wait)
{
	maybe_lock(s, true);		// locks: s->lock
	sample_unlock(s);
	maybe_lock(s, false);		// locks: none
	maybe_lock(s, wait);		// locks: none | s->lock
}

// fact takes rcu
static void begin(void)
{
	rcu_read_lock();
}

static void uses_begin(void)
{
	begin();			// locks: rcu
	rcu_read_unlock();		// locks: none
}

// fact nothing
// fact sleeps always in msleep
static void pause(void)
{
	msleep(1);
}

// fact nothing
// fact sleeps always in pause, msleep
static void pause_longer(void)
{
	pause();
	pause();
}

// fact nothing
// fact sleeps sometimes in msleep if can_sleep not 0
static void delay(struct sample *s, bool can_sleep)
{
	if (can_sleep)
		msleep(1);
	else
		udelay(1000);
}

// fact nothing
// fact sleeps sometimes in msleep if budget not 0
static void delay_by_default(struct sample *s, int budget)
{
	if (s->count < 0)
		budget = 0;
	if (budget)
		msleep(1);
}

// fact nothing
// fact sleeps sometimes in delay, msleep if sleep not 0
static void delays(struct sample *s, bool sleep)
{
	delay(s, false);
	delay(s, sleep);
}

// fact nothing
// fact sleeps sometimes in msleep if s->polled 0
static void by_memory(struct sample *s)
{
	if (!s->polled)
		msleep(1);
}

// fact nothing
// fact sleeps always in kmalloc if gfp lets it
static void *allocate(size_t size, gfp_t gfp)
{
	return kmalloc(size, gfp | __GFP_ZERO);
}

// fact nothing
// fact sleeps always in kzalloc if gfp lets it
static void *allocate_zeroed(size_t size, gfp_t gfp)
{
	return kzalloc(size, gfp);
}

// fact nothing
// fact sleeps always in allocate_zeroed, kzalloc
static void *allocate_plainly(void)
{
	return allocate_zeroed(8, GFP_KERNEL);
}

// fact nothing
static void *allocate_quickly(void)
{
	return allocate_zeroed(8, GFP_ATOMIC | __GFP_NOWARN);
}

// fact nothing
static void *allocate_somehow(struct sample *s)
{
	return allocate_zeroed(8, in_interrupt() ? GFP_ATOMIC : GFP_KERNEL);
}

// fact nothing
// fact sleeps always in sample_alloc, kmalloc
static void *allocate_by_macro(void)
{
	return sample_alloc(8);
}

// What the caller holds is not held there.
// fact nothing
static void drops(struct sample *s)
{
	spin_unlock(&s->lock);
	msleep(1);
	spin_lock(&s->lock);
}

// fact nothing
static void asks_first(struct sample *s)
{
	if (!in_atomic())
		msleep(1);
}

// fact nothing
// fact sleeps always in msleep
static int recursion(struct sample *s, int depth)
{
	msleep(1);
	return depth > 0 ? recursion(s, depth - 1) : 0;
}

// fact anything
static void unknown_release(struct sample *s)
{
	sample_hw_unlock(s);
}

static void uses_unknown(struct sample *s)
{
	sample_lock(s);
	unknown_release(s);		// locks: unknown
}
