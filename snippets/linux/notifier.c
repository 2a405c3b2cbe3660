/*
 * prefix: kd-linux-notifier
 * title: Notifier: network devices
 * topic: Notifications of the system
 * description: Told when network devices come, go, and change; a notifier chain like others of the
 *     kernel
 * includes: linux/netdevice.h, linux/notifier.h
 */
static int ${1:sample}_netdevice_event(struct notifier_block *block, unsigned long event, void *data)
{
	struct net_device *dev = netdev_notifier_info_to_dev(data);

	switch (event) {
	case NETDEV_UP:
		netdev_dbg(dev, "is up\n");
		$0
		break;
	case NETDEV_UNREGISTER:
		/* References to it are given back now. */
		break;
	default:
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block ${1:sample}_netdevice_notifier = {
	.notifier_call = ${1:sample}_netdevice_event,
};

/* Tells of devices that are there already as well. */
static int ${1:sample}_watch_netdevices(void)
{
	return register_netdevice_notifier(&${1:sample}_netdevice_notifier);
}

static void ${1:sample}_unwatch_netdevices(void)
{
	unregister_netdevice_notifier(&${1:sample}_netdevice_notifier);
}
