// SPDX-License-Identifier: GPL-2.0-only
/*
 * Goes into a module made from the template `linux-hybrid`, as its drivers would: asks for quirks where nothing may sleep.
 * Written to, the parameter ask_atomically asks for a device from a timer, then for the next one with a spin lock held and
 * interrupts off.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include "module/internal.h"

static DEFINE_SPINLOCK(no_sleep_lock);
static DECLARE_COMPLETION(no_sleep_asked);
static struct newdriver_id no_sleep_device;

static void no_sleep_found(void *context, int error, const struct newdriver_quirks *quirks)
{
	pr_info("%s: told %d, %s\n", (const char *)context, error, error ? "nothing" : quirks->name);
}

static void no_sleep_ask(const char *where)
{
	struct newdriver_quirks quirks;
	int error = newdriver_quirks_find(&no_sleep_device, &quirks, no_sleep_found, (void *)where);

	pr_info("%s, %s: %d, %s\n", where, in_atomic() ? "atomic" : "not atomic", error,
		error ? "nothing" : quirks.name);
}

static void no_sleep_timer(struct timer_list *unused)
{
	no_sleep_ask("in a timer");
	complete(&no_sleep_asked);
}

static int no_sleep_set(const char *value, const struct kernel_param *param)
{
	struct timer_list timer;
	unsigned long flags;

	if (sscanf(value, "%4hx:%4hx", &no_sleep_device.vendor, &no_sleep_device.device) != 2)
		return -EINVAL;
	timer_setup_on_stack(&timer, no_sleep_timer, 0);
	reinit_completion(&no_sleep_asked);
	mod_timer(&timer, jiffies + 1);
	wait_for_completion(&no_sleep_asked);
	del_timer_sync(&timer);
	destroy_timer_on_stack(&timer);

	no_sleep_device.device++;
	spin_lock_irqsave(&no_sleep_lock, flags);
	no_sleep_ask("with interrupts off");
	spin_unlock_irqrestore(&no_sleep_lock, flags);
	return 0;
}

static const struct kernel_param_ops no_sleep_ops = {
	.set = no_sleep_set,
};

module_param_cb(ask_atomically, &no_sleep_ops, NULL, 0200);
