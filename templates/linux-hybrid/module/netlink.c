// SPDX-License-Identifier: GPL-2.0-only
/*
 * The generic netlink family: what the daemon may send is checked here, by the policy before a
 * handler runs. Handlers run in the sender's own system call, one at a time.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/module.h>
#include <linux/netlink.h>
#include <linux/notifier.h>
#include <linux/printk.h>
#include <net/genetlink.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "internal.h"

/*
 * What is not listed is refused, and so are other lengths, bits that mean nothing, and bytes behind
 * the last attribute.
 */
static const struct nla_policy newdriver_policy[NEW_DRIVER_ATTR_MAX + 1] = {
	[NEW_DRIVER_ATTR_ID] = { .type = NLA_U32 },
	/* The module's own words. */
	[NEW_DRIVER_ATTR_VENDOR] = { .type = NLA_REJECT },
	[NEW_DRIVER_ATTR_DEVICE] = { .type = NLA_REJECT },
	[NEW_DRIVER_ATTR_RESULT] = NLA_POLICY_MAX(NLA_U32, NEW_DRIVER_RESULT_MAX),
	[NEW_DRIVER_ATTR_FLAGS] = NLA_POLICY_MASK(NLA_U32, NEW_DRIVER_ALL_QUIRKS),
	[NEW_DRIVER_ATTR_NAME] = { .type = NLA_NUL_STRING, .len = NEW_DRIVER_NAME_SIZE - 1 },
};

static int newdriver_do_register(struct sk_buff *skb, struct genl_info *info)
{
	int error = newdriver_requests_register(info->snd_portid);

	if (error) {
		NL_SET_ERR_MSG(info->extack, "another daemon is registered");
		return error;
	}
	/* Another daemon may have another database. */
	newdriver_quirks_forget();
	pr_info_ratelimited("a daemon registered at port %u\n", info->snd_portid);
	return 0;
}

static int newdriver_do_answer(struct sk_buff *skb, struct genl_info *info)
{
	struct newdriver_quirks quirks = { };
	int result = 0;
	u32 id;
	int error;

	if (GENL_REQ_ATTR_CHECK(info, NEW_DRIVER_ATTR_ID) ||
	    GENL_REQ_ATTR_CHECK(info, NEW_DRIVER_ATTR_RESULT))
		return -EINVAL;
	id = nla_get_u32(info->attrs[NEW_DRIVER_ATTR_ID]);

	switch (nla_get_u32(info->attrs[NEW_DRIVER_ATTR_RESULT])) {
	case NEW_DRIVER_RESULT_FOUND:
		if (GENL_REQ_ATTR_CHECK(info, NEW_DRIVER_ATTR_FLAGS) ||
		    GENL_REQ_ATTR_CHECK(info, NEW_DRIVER_ATTR_NAME))
			return -EINVAL;
		quirks.flags = nla_get_u32(info->attrs[NEW_DRIVER_ATTR_FLAGS]);
		nla_strscpy(quirks.name, info->attrs[NEW_DRIVER_ATTR_NAME], sizeof(quirks.name));
		break;
	case NEW_DRIVER_RESULT_UNKNOWN:
		result = -ENOENT;
		break;
	default:
		result = -EIO;
		break;
	}

	error = newdriver_requests_answer(info->snd_portid, id, result, &quirks);
	if (error == -EPERM)
		NL_SET_ERR_MSG(info->extack, "only the daemon that is registered answers");
	else if (error)
		NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[NEW_DRIVER_ATTR_ID],
				    "nobody waits for this answer");
	return error;
}

static int newdriver_do_forget(struct sk_buff *skb, struct genl_info *info)
{
	newdriver_quirks_forget();
	return 0;
}

static const struct genl_small_ops newdriver_ops[] = {
	{
		.cmd = NEW_DRIVER_CMD_REGISTER,
		.flags = GENL_ADMIN_PERM,
		.doit = newdriver_do_register,
	},
	{
		.cmd = NEW_DRIVER_CMD_ANSWER,
		.flags = GENL_ADMIN_PERM,
		.doit = newdriver_do_answer,
	},
	{
		.cmd = NEW_DRIVER_CMD_FORGET,
		.flags = GENL_ADMIN_PERM,
		.doit = newdriver_do_forget,
	},
};

/*
 * In the initial network namespace alone, as netnsok is not set: a port's number means something in
 * its namespace only.
 */
static struct genl_family newdriver_family __ro_after_init = {
	.name = NEW_DRIVER_FAMILY,
	.version = NEW_DRIVER_VERSION,
	.module = THIS_MODULE,
	.maxattr = NEW_DRIVER_ATTR_MAX,
	.policy = newdriver_policy,
	.small_ops = newdriver_ops,
	.n_small_ops = ARRAY_SIZE(newdriver_ops),
};

/* A process that ends, however that comes about, closes its sockets. */
static int newdriver_socket_event(struct notifier_block *block, unsigned long event, void *data)
{
	const struct netlink_notify *notify = data;

	if (event == NETLINK_URELEASE && notify->protocol == NETLINK_GENERIC &&
	    net_eq(notify->net, &init_net))
		newdriver_requests_unregister(notify->portid);
	return NOTIFY_DONE;
}

static struct notifier_block newdriver_socket_notifier = {
	.notifier_call = newdriver_socket_event,
};

/**
 * newdriver_netlink_ask() - sends a question
 * @portid: to whom
 * @id: which its answer will have
 * @device: what is asked about
 *
 * Context: Process context. Does not wait for room in the daemon's socket.
 * Return: 0; -ENOTCONN: nobody has that port any more; -EBUSY: the daemon has not read what was
 *	   sent before; -ENOMEM.
 */
int newdriver_netlink_ask(u32 portid, u32 id, const struct newdriver_id *device)
{
	struct sk_buff *skb;
	void *header;
	int error;

	skb = genlmsg_new(nla_total_size(sizeof(u32)) + 2 * nla_total_size(sizeof(u16)),
			  GFP_KERNEL);
	if (!skb)
		return -ENOMEM;
	header = genlmsg_put(skb, 0, 0, &newdriver_family, 0, NEW_DRIVER_CMD_ASK);
	if (!header || nla_put_u32(skb, NEW_DRIVER_ATTR_ID, id) ||
	    nla_put_u16(skb, NEW_DRIVER_ATTR_VENDOR, device->vendor) ||
	    nla_put_u16(skb, NEW_DRIVER_ATTR_DEVICE, device->device)) {
		nlmsg_free(skb);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, header);
	error = genlmsg_unicast(&init_net, skb, portid);
	switch (error) {
	case -EAGAIN:
		return -EBUSY;
	case -ECONNREFUSED:
		return -ENOTCONN;
	default:
		return error;
	}
}

int __init newdriver_netlink_init(void)
{
	int error;

	/* First, so that no daemon registers whose end nobody would tell. */
	error = netlink_register_notifier(&newdriver_socket_notifier);
	if (error)
		return error;
	error = genl_register_family(&newdriver_family);
	if (error)
		netlink_unregister_notifier(&newdriver_socket_notifier);
	return error;
}

/* Also where the module does not get loaded after all. Handlers have returned when it does. */
void newdriver_netlink_exit(void)
{
	genl_unregister_family(&newdriver_family);
	netlink_unregister_notifier(&newdriver_socket_notifier);
}

/* Who asks for the family, as the daemon does when it starts, has the module loaded. */
MODULE_ALIAS_GENL_FAMILY(NEW_DRIVER_FAMILY);
