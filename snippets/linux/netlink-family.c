/*
 * prefix: kd-linux-netlink-family
 * title: Generic netlink family
 * topic: Control codes
 * description: Commands of programs with typed attributes, which a policy checks before a handler
 *     runs
 * includes: linux/module.h, net/genetlink.h
 */
/* In a header that programs include. Numbers are for good. */
enum ${1:sample}_command {
	${2:SAMPLE}_CMD_UNSPEC,
	${2:SAMPLE}_CMD_SET,
};

enum ${1:sample}_attribute {
	${2:SAMPLE}_ATTR_UNSPEC,
	/* u32 */
	${2:SAMPLE}_ATTR_LIMIT,
	/* string */
	${2:SAMPLE}_ATTR_NAME,
	__${2:SAMPLE}_ATTR_AFTER_LAST,
	${2:SAMPLE}_ATTR_MAX = __${2:SAMPLE}_ATTR_AFTER_LAST - 1,
};

static const struct nla_policy ${1:sample}_policy[${2:SAMPLE}_ATTR_MAX + 1] = {
	[${2:SAMPLE}_ATTR_LIMIT] = NLA_POLICY_RANGE(NLA_U32, 1, ${3:1024}),
	[${2:SAMPLE}_ATTR_NAME] = { .type = NLA_NUL_STRING, .len = ${4:63} },
};

/* In the sender's system call. What it returns is the sender's error. */
static int ${1:sample}_do_set(struct sk_buff *skb, struct genl_info *info)
{
	u32 limit;

	if (GENL_REQ_ATTR_CHECK(info, ${2:SAMPLE}_ATTR_LIMIT))
		return -EINVAL;
	limit = nla_get_u32(info->attrs[${2:SAMPLE}_ATTR_LIMIT]);
	pr_debug("limit %u\n", limit);
	$0
	return 0;
}

static const struct genl_small_ops ${1:sample}_ops[] = {
	{
		.cmd = ${2:SAMPLE}_CMD_SET,
		.flags = GENL_ADMIN_PERM,
		.doit = ${1:sample}_do_set,
	},
};

static struct genl_family ${1:sample}_family __ro_after_init = {
	.name = "${1:sample}",
	.version = 1,
	.module = THIS_MODULE,
	.maxattr = ${2:SAMPLE}_ATTR_MAX,
	.policy = ${1:sample}_policy,
	.small_ops = ${1:sample}_ops,
	.n_small_ops = ARRAY_SIZE(${1:sample}_ops),
};

static int __init ${1:sample}_register_family(void)
{
	return genl_register_family(&${1:sample}_family);
}

/* Handlers have returned when it does. */
static void ${1:sample}_unregister_family(void)
{
	genl_unregister_family(&${1:sample}_family);
}
