/*
 * prefix: kd-linux-module-init
 * title: Module: init and exit
 * topic: Entry and devices
 * description: Where a module begins and ends, and what modinfo shows of it
 * includes: linux/module.h
 */
static int __init ${1:sample}_init(void)
{
	$0
	return 0;
}

/* Not called where the init function failed: that has undone by itself what it had done. */
static void __exit ${1:sample}_exit(void)
{
}

module_init(${1:sample}_init);
module_exit(${1:sample}_exit);

MODULE_AUTHOR("${2:My Company}");
MODULE_DESCRIPTION("${3:What it does}");
MODULE_LICENSE("GPL");
