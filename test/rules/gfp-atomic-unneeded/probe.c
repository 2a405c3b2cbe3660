// unit: kind=linux-kernel
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

struct sensor {
	spinlock_t lock;
	struct mutex config;
	void *samples;
	void *spare;
};

static void *sensor_buffer(struct sensor *s, size_t size)
{
	/* Nobody knows who calls this. */
	return kmalloc(size, GFP_ATOMIC); // ok gfp-atomic-unneeded
}

static void sensor_configure(struct sensor *s)
{
	mutex_lock(&s->config);
	s->samples = kcalloc(16, sizeof(u32), GFP_ATOMIC); // want gfp-atomic-unneeded "kcalloc allocates with GFP_ATOMIC, but sensor_configure may sleep here"
	spin_lock(&s->lock);
	s->spare = kmalloc(16, GFP_ATOMIC); // ok gfp-atomic-unneeded
	spin_unlock(&s->lock);
	mutex_unlock(&s->config);
}

static int sensor_probe(struct platform_device *pdev)
{
	gfp_t flags = GFP_ATOMIC;
	struct sensor *s = devm_kzalloc(&pdev->dev, sizeof(*s), GFP_ATOMIC | __GFP_NOWARN); // want gfp-atomic-unneeded "devm_kzalloc allocates with GFP_ATOMIC"

	if (!s)
		return -ENOMEM;
	/* Whoever wrote this decides elsewhere. */
	s->samples = kzalloc(64, flags); // ok gfp-atomic-unneeded
	s->spare = kzalloc(64, GFP_KERNEL); // ok gfp-atomic-unneeded
	rcu_read_lock();
	s->spare = kzalloc(64, GFP_ATOMIC); // ok gfp-atomic-unneeded
	rcu_read_unlock();
	return sensor_buffer(s, 4) ? 0 : -ENOMEM;
}

static void sensor_wait(struct sensor *s)
{
	DEFINE_WAIT(wait);

	mutex_lock(&s->config);
	prepare_to_wait(&s->queue, &wait, TASK_INTERRUPTIBLE);
	s->spare = kzalloc(64, GFP_ATOMIC); // ok gfp-atomic-unneeded
	schedule_timeout(HZ);
	finish_wait(&s->queue, &wait);
	mutex_unlock(&s->config);
}

static struct platform_driver sensor_driver = {
	.probe = sensor_probe,
};
module_platform_driver(sensor_driver);
