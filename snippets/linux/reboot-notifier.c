/*
 * prefix: kd-linux-reboot-notifier
 * title: Notifier: restart and power off
 * topic: Notifications of the system
 * description: Told before the system restarts or powers off, while devices still work
 * includes: linux/notifier.h, linux/reboot.h
 */
static int ${1:sample}_rebooting(struct notifier_block *block, unsigned long action, void *command)
{
	if (action == SYS_POWER_OFF || action == SYS_HALT) {
		$0
	}
	return NOTIFY_DONE;
}

static struct notifier_block ${1:sample}_reboot_notifier = {
	.notifier_call = ${1:sample}_rebooting,
};

static int ${1:sample}_watch_reboot(void)
{
	return register_reboot_notifier(&${1:sample}_reboot_notifier);
}

static void ${1:sample}_unwatch_reboot(void)
{
	unregister_reboot_notifier(&${1:sample}_reboot_notifier);
}
