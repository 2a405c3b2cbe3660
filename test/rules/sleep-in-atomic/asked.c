// unit: kind=linux-kernel
#include <linux/delay.h>
#include <linux/usb.h>

#define LINK_DRAIN	0x01

struct link {
	spinlock_t lock;
	struct mutex io;
	struct completion done;
	bool wait_for_done;
	struct urb *urb;
};

static void link_stop(struct link *l)
{
	if (irqs_disabled())
		usb_unlink_urb(l->urb);
	else
		usb_kill_urb(l->urb); // ok sleep-in-atomic
	mutex_lock(&l->io); // ok sleep-in-atomic
	mutex_unlock(&l->io);
}

static void link_pause(struct link *l)
{
	if (in_interrupt()) {
		msleep(1); // want sleep-in-atomic "msleep may sleep, but is called where in_interrupt() holds"
		return;
	}
	msleep(2); // ok sleep-in-atomic
}

static void link_command(struct link *l, int code, unsigned int flags)
{
	if (flags & LINK_FLAG_WAIT) {
		wait_for_completion(&l->done); // ok sleep-in-atomic
		return;
	}
	switch (code) {
	case LINK_RESET:
		msleep(50);
		break;
	default:
		break;
	}
}

static void link_finish(struct link *l)
{
	if (l->wait_for_done)
		wait_for_completion(&l->done);
}

static void link_send(struct link *l, bool atomic, int len)
{
	if (len > 64)
		msleep(1);
}

static void link_event(struct link *l, bool atomic)
{
	spin_lock(&l->lock);
	link_command(l, LINK_STATUS, LINK_FLAG_NONE); // ok sleep-in-atomic
	link_finish(l); // ok sleep-in-atomic
	link_send(l, atomic, 4); // ok sleep-in-atomic
	link_send(l, l->urb != NULL, 4); // want sleep-in-atomic "link_send leads to msleep, which may sleep, but is called under the spin lock l->lock on a path"
	spin_unlock(&l->lock);
}

/* The section goes on as long as it was begun twice. */
static int link_retry(struct link *l)
{
again:
	spin_lock_bh(&l->lock);
	if (!usb_get_urb(l->urb)) {
		spin_unlock(&l->lock);
		goto again;
	}
	spin_unlock_bh(&l->lock);
	msleep(1); // want sleep-in-atomic "with softirqs off on a path"
	return 0; // want linux-lock-imbalance "leaves with the section with softirqs off not ended"
}

#define link_wait_unlocked(l, condition, command) \
	wait_event_cmd((l)->queue, condition, spin_unlock(&(l)->lock); command, spin_lock(&(l)->lock))

static void link_flush(struct link *l)
{
	msleep(1);
}

static void link_drain(struct link *l)
{
	spin_lock_irq(&l->lock);
	wait_event_lock_irq_cmd(l->queue, l->urb, l->lock, link_flush(l)); // ok sleep-in-atomic
	spin_unlock_irq(&l->lock);
}

static void link_drain_own(struct link *l)
{
	spin_lock(&l->lock);
	link_wait_unlocked(l, l->urb, link_flush(l)); // ok sleep-in-atomic
	spin_unlock(&l->lock);
}
