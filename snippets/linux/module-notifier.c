/*
 * prefix: kd-linux-module-notifier
 * title: Notifier: modules
 * topic: Notifications of the system
 * description: Told when modules are loaded, before their code runs, and when they go
 * includes: linux/module.h, linux/notifier.h, linux/printk.h
 */
/* In process context, in the thread that loads or unloads: it may sleep. */
static int ${1:sample}_module_event(struct notifier_block *block, unsigned long event, void *data)
{
	const struct module *module = data;

	switch (event) {
	case MODULE_STATE_COMING:
		/* Its init function has not run yet; it may fail, and the module goes then. */
		pr_debug("%s is loaded\n", module->name);
		$0
		break;
	case MODULE_STATE_GOING:
		/* Its exit function has run: nothing of it is kept. */
		break;
	default:
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block ${1:sample}_module_notifier = {
	.notifier_call = ${1:sample}_module_event,
};

/* Tells of nothing that is loaded already. */
static int ${1:sample}_watch_modules(void)
{
	return register_module_notifier(&${1:sample}_module_notifier);
}

/* Waits until nobody is in the function. */
static void ${1:sample}_unwatch_modules(void)
{
	unregister_module_notifier(&${1:sample}_module_notifier);
}
