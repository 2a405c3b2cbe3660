// unit: kind=linux-kernel
#include <linux/module.h>
#include "sqlite3.h"                            /* ok sqlite-os-init-missing */

static int __init catalog_init(void)
{
	return sqlite3_initialize() == SQLITE_OK ? 0 : -ENOMEM;
}

module_init(catalog_init);
MODULE_LICENSE("GPL");
