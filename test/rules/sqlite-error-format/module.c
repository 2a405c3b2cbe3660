// unit: kind=linux-kernel
#include <linux/module.h>
#include "sqlite3.h"

static sqlite3 *catalog;

static void catalog_log(void *context, int code, const char *message)
{
	pr_warn("sqlite %d: %s\n", code, message);
	sqlite3_exec(catalog, "ROLLBACK", NULL, NULL, NULL);  /* want sqlite-error-format "catalog_log, SQLite's log, calls sqlite3_exec" */
}

int catalog_configure(void)
{
	return sqlite3_config(SQLITE_CONFIG_LOG, catalog_log, NULL);
}
