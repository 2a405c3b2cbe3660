/*
 * prefix: kd-linux-kprobe
 * title: Kprobe: entry of a function
 * topic: Notifications of the system
 * description: Told when a function of the kernel is called, with its registers: for who looks for
 *     mistakes
 * includes: linux/kprobes.h, linux/printk.h, linux/sched.h
 */
/* It may not sleep. Functions that a compiler has inlined do not come here. */
static int ${1:sample}_${2:do_exit}_called(struct kprobe *probe, struct pt_regs *regs)
{
	pr_debug_ratelimited("%s by %d\n", probe->symbol_name, task_pid_nr(current));
	$0
	/* The function goes on. */
	return 0;
}
NOKPROBE_SYMBOL(${1:sample}_${2:do_exit}_called);

static struct kprobe ${1:sample}_${2:do_exit}_probe = {
	.symbol_name = "${2:do_exit}",
	.pre_handler = ${1:sample}_${2:do_exit}_called,
};

/* -ENOENT where there is no such function, -EINVAL where it cannot be probed. */
static int ${1:sample}_watch_${2:do_exit}(void)
{
	return register_kprobe(&${1:sample}_${2:do_exit}_probe);
}

/* Waits until nobody is in the handler. */
static void ${1:sample}_unwatch_${2:do_exit}(void)
{
	unregister_kprobe(&${1:sample}_${2:do_exit}_probe);
	/* Calls that came while another probe was handled on the same processor. */
	if (${1:sample}_${2:do_exit}_probe.nmissed)
		pr_info("%lu calls were missed\n", ${1:sample}_${2:do_exit}_probe.nmissed);
}
