#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/unistd.h>
#include <linux/delay.h>
#include <linux/sched.h>

static int __init sample_init(void)
{
	char *name = kcalloc(4, 16, GFP_KERNEL);

	if (!name) {
		pr_err("no memory for %zu\n", sizeof(*name));
		return -ENOMEM;
	}
	ssleep(1);
	usleep_range(50, 2 * 50);
	pr_info("%s of %d\n", name, task_tgid_nr(current));
	kfree(name);
	return 0;
}

static void sample_report(spinlock_t *lock, const char *text, int *number)
{
	// Where nobody may sleep nothing is done unasked, nor where the meaning is another.
	spin_lock(lock);
	sleep(1);
	text = strdup(text);
	spin_unlock(lock);
	*number = atoi(text);
	printf("%f\n", 1.0);
}
