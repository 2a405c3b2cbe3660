/*
 * prefix: kd-linux-messages
 * title: Messages in the log
 * topic: Strings and tracing
 * description: Messages with the module's or the device's name, that can be turned on, and that
 *     cannot flood the log
 * includes: linux/device.h, linux/err.h, linux/printk.h
 */
static void ${1:sample}_report(struct device *dev, int error)
{
	/* %pe: "-ENOMEM" instead of a number. */
	dev_err(dev, "cannot start: %pe\n", ERR_PTR(error));
	/* Not more than some in five seconds, however often it happens. */
	dev_warn_ratelimited(dev, "a request was refused\n");
	/* Once in the life of the module. */
	pr_info_once("errors are counted in debugfs\n");
	/* Off until somebody turns it on, in dynamic_debug/control of debugfs. */
	dev_dbg(dev, "has been reported\n");
}
