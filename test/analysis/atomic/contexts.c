#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <linux/netdevice.h>
#include <linux/timer.h>

struct sample {
	struct work_struct work;
	struct timer_list timer;
	struct tasklet_struct tasklet;
	struct hrtimer hr;
	int count;
};

static irqreturn_t handler(int irq, void *data)
{
	return IRQ_WAKE_THREAD;		// context: hardirq
}

static irqreturn_t thread(int irq, void *data)
{
	return IRQ_HANDLED;		// context: process
}

static irqreturn_t any_handler(int irq, void *data)
{
	return IRQ_HANDLED;		// context: unknown
}

static void on_work(struct work_struct *work)
{
	schedule();			// context: slept
}

static void on_timer(struct timer_list *timer)
{
	return;				// context: softirq
}

static void on_tasklet(struct tasklet_struct *tasklet)
{
	return;				// context: softirq
}

static enum hrtimer_restart on_hrtimer(struct hrtimer *timer)
{
	return HRTIMER_NORESTART;	// context: atomic
}

static void on_both(struct timer_list *timer)
{
	return;				// context: unknown
}

static void on_urb(struct urb *urb)
{
	return;				// context: atomic
}

static netdev_tx_t sample_xmit(struct sk_buff *skb, struct net_device *dev)
{
	return NETDEV_TX_OK;		// context: atomic
}

static int sample_open(struct net_device *dev)
{
	return 0;			// context: process
}

static void sample_stats(struct net_device *dev, struct rtnl_link_stats64 *stats)
{
	return;				// context: unknown
}

static const struct net_device_ops sample_ops = {
	.ndo_open = sample_open,
	.ndo_start_xmit = sample_xmit,
	.ndo_get_stats64 = sample_stats,
};

static int __init sample_init(void)
{
	return 0;			// context: process
}

static int sample_probe(struct sample *s, struct urb *urb)
{
	// context: unknown
	INIT_WORK(&s->work, on_work);
	INIT_WORK(&s->work, on_both);
	timer_setup(&s->timer, on_timer, 0);
	timer_setup(&s->timer, on_both, 0);
	tasklet_setup(&s->tasklet, on_tasklet);
	s->hr.function = on_hrtimer;
	usb_fill_bulk_urb(urb, NULL, 0, NULL, 0, on_urb, s);
	request_any_context_irq(7, any_handler, 0, "sample", s);
	return request_threaded_irq(8, handler, thread, 0, "sample", s);	// context: slept
}

static void asks(struct sample *s)
{
	if (in_interrupt())
		s->count++;		// context: atomic
	else
		s->count--;		// context: process
	if (in_task())
		s->count++;		// context: process
	if (irqs_disabled())
		s->count++;		// context: atomic
	else
		s->count--;		// context: atomic | process
}

static irqreturn_t knows(int irq, void *data)
{
	struct sample *s = data;

	if (in_atomic())
		s->count++;		// context: hardirq
	else
		s->count--;		// context: unreachable
	return IRQ_HANDLED;
}

static void registers(struct sample *s)
{
	devm_request_irq(NULL, 9, knows, 0, "knows", s);
}

static void sleeps(struct sample *s)
{
	if (s->count)
		msleep(1);
	s->count++;			// context: slept | unknown
	might_sleep();			// context: slept
}

static void sleeps_wrongly(spinlock_t *lock)
{
	spin_lock(lock);
	msleep(1);			// context: unknown
	spin_unlock(lock);
}
