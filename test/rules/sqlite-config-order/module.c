// unit: kind=linux-kernel define=SQLITE_OMIT_AUTOINIT define=SQLITE_THREADSAFE=0
#include <linux/module.h>
#include "sqlite3.h"

static sqlite3 *catalog;

static int __init catalog_init(void)
{
	if (sqlite3_open("catalog", &catalog) != SQLITE_OK)   /* want sqlite-config-order "sqlite3_open is called before sqlite3_initialize" */
		return -ENOMEM;
	pr_info("catalog is open\n");
	return 0;
}

static void __exit catalog_exit(void)
{
	sqlite3_close(catalog);                               /* ok sqlite-config-order */
}

module_init(catalog_init);
module_exit(catalog_exit);
MODULE_LICENSE("GPL");
