// SYNTAX TEST "source.c" "a Linux module"

static int __init driver_init(void)
//         ^^^^^^ storage.modifier.annotation.linux.c
{
    char __user *buffer = kmalloc(10, GFP_KERNEL | __GFP_ZERO);
//       ^^^^^^ storage.modifier.annotation.linux.c
//                                    ^^^^^^^^^^ constant.other.gfp.c
//                                                 ^^^^^^^^^^ constant.other.gfp.c
    return 0;
}

static void lock(struct thing *thing) __acquires(&thing->lock);
//                                    ^^^^^^^^^^ storage.modifier.annotation.linux.c
static const struct pci_device_id ids[] __initconst = { };
//                                      ^^^^^^^^^^^ storage.modifier.annotation.linux.c
module_init(driver_init);
// <----------- keyword.other.module.c
MODULE_LICENSE("GPL");
// <-------------- keyword.other.module.c
EXPORT_SYMBOL_GPL(driver_init);
// <----------------- keyword.other.module.c
int module_init_count;
//  ^^^^^^^^^^^^^^^^^ - keyword.other.module
