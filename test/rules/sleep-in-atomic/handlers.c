// unit: kind=linux-kernel
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/timer.h>

struct port {
	struct mutex lock;
	struct timer_list timer;
	struct tasklet_struct tasklet;
	struct work_struct work;
	spinlock_t queue_lock;
	void *page;
};

static irqreturn_t port_interrupt(int irq, void *data)
{
	struct port *p = data;

	mutex_lock(&p->lock); // want sleep-in-atomic "mutex_lock may sleep, but is called in a hardware interrupt"
	schedule_work(&p->work); // ok sleep-in-atomic
	mutex_unlock(&p->lock);
	return IRQ_HANDLED;
}

static irqreturn_t port_thread(int irq, void *data)
{
	struct port *p = data;

	mutex_lock(&p->lock); // ok sleep-in-atomic
	mutex_unlock(&p->lock);
	return IRQ_HANDLED;
}

static irqreturn_t port_check(int irq, void *data)
{
	return IRQ_WAKE_THREAD;
}

static void port_timeout(struct timer_list *t)
{
	struct port *p = from_timer(p, t, timer);

	p->page = (void *)get_zeroed_page(GFP_KERNEL); // want sleep-in-atomic "in a softirq"
}

static void port_tasklet(struct tasklet_struct *t)
{
	struct port *p = from_tasklet(p, t, tasklet);

	cancel_work_sync(&p->work); // want sleep-in-atomic "cancel_work_sync may sleep"
}

static void port_work(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, work);

	cancel_work_sync(&p->work); // ok sleep-in-atomic
	msleep(20); // ok sleep-in-atomic
}

static int port_probe(struct platform_device *pdev)
{
	struct port *p = devm_kzalloc(&pdev->dev, sizeof(*p), GFP_KERNEL); // ok sleep-in-atomic
	int ret;

	if (!p)
		return -ENOMEM;
	timer_setup(&p->timer, port_timeout, 0);
	tasklet_setup(&p->tasklet, port_tasklet);
	INIT_WORK(&p->work, port_work);
	ret = request_irq(4, port_interrupt, IRQF_SHARED, "port", p); // ok sleep-in-atomic
	if (ret)
		return ret;
	return request_threaded_irq(5, port_check, port_thread, IRQF_ONESHOT, "port-events", p);
}

static struct platform_driver port_driver = {
	.probe = port_probe,
};
module_platform_driver(port_driver);
