#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#define SAMPLE_QUEUED	0x01

struct sample {
	spinlock_t lock;
	struct completion done;
	int count;
};

/* A bit, a constant of a header that is not there, what another function makes of it: only this function knows. */

// fact nothing
// fact sleeps sometimes in wait_for_completion if flags says so
static void by_bit(struct sample *s, unsigned int flags)
{
	if (!(flags & SAMPLE_QUEUED))
		wait_for_completion(&s->done);
}

// fact nothing
// fact sleeps sometimes in msleep if code says so
static void by_constant(struct sample *s, int code)
{
	if (code != SAMPLE_RESET)
		return;
	msleep(1);
}

// fact nothing
// fact sleeps sometimes in msleep if code says so
static void by_case(struct sample *s, int code)
{
	switch (code) {
	case SAMPLE_RESET:
		msleep(1);
		break;
	default:
		break;
	}
}

// fact nothing
// fact sleeps sometimes in might_sleep if gfp says so
static void by_function(struct sample *s, gfp_t gfp)
{
	if (gfpflags_allow_blocking(gfp))
		might_sleep();
}

// fact nothing
// fact sleeps sometimes in by_bit, wait_for_completion if mode says so
static void passed_on(struct sample *s, unsigned int mode)
{
	by_bit(s, mode);
}

// fact nothing
static void decided(struct sample *s)
{
	by_bit(s, SAMPLE_QUEUED);
	by_constant(s, SAMPLE_STOP);
}

// fact nothing
// fact sleeps sometimes in by_bit, wait_for_completion
static void by_what_comes(struct sample *s)
{
	by_bit(s, sample_status(s));
}

/* Who drops a reference under a lock knows that it is not the last. */

// fact nothing
static void put(struct sample *s)
{
	if (refcount_dec_and_test(&s->references))
		cancel_work_sync(&s->work);
}

/* How much there is to do says nothing of the context. */

// fact nothing
// fact sleeps sometimes in msleep
static void by_amount(struct sample *s, int length)
{
	if (length > 64)
		msleep(1);
}

// fact nothing
// fact sleeps sometimes in msleep
static void by_pointer(struct sample *s, struct sample *other)
{
	if (sample_is_slow(other))
		msleep(1);
}

// fact never returns
static void stops(struct sample *s)
{
	panic("sample %d", s->count);
}

// fact never returns
static void stops_too(struct sample *s)
{
	spin_lock(&s->lock);
	stops(s);
}

// fact nothing
static void after(struct sample *s)
{
	spin_lock(&s->lock);
	if (s->count < 0) {
		spin_unlock(&s->lock);
		stops_too(s);
		s->count++;		// locks: unreachable
	}
	spin_unlock(&s->lock);		// locks: none
}

// fact unknown
static void hidden_loop(struct sample *s)
{
	sample_each(s) {
		spin_lock(&s->lock);
		if (s->count) {
			spin_unlock(&s->lock);
			continue;
		}
		spin_unlock(&s->lock);
	} sample_end(s);
}
