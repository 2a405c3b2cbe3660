/*
 * prefix: kd-linux-power-management
 * title: Suspend and resume
 * topic: Notifications of the system
 * description: dev_pm_ops that stop a device before the system sleeps and start it afterwards
 * includes: linux/device.h, linux/pm.h
 */
static int ${1:sample}_suspend(struct device *dev)
{
	/* Nothing new is begun from here on; an error keeps the system awake. */
	$0
	return 0;
}

static int ${1:sample}_resume(struct device *dev)
{
	return 0;
}

/* For .pm of the driver, by pm_sleep_ptr(): kernels without suspend drop both. */
static DEFINE_SIMPLE_DEV_PM_OPS(${1:sample}_pm_ops, ${1:sample}_suspend, ${1:sample}_resume);
