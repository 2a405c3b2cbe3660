// unit: kind=linux-kernel
/* Memory that is there already: the section of floating point is where SQLite may run. */
#include <linux/module.h>
#include <asm/fpu/api.h>
#include "sqlite3.h"

static char heap[1 << 20];
static sqlite3_stmt *catalog_find;

int catalog_configure(void)
{
	return sqlite3_config(SQLITE_CONFIG_HEAP, heap, (int)sizeof(heap), 64);
}

int catalog_with_fpu(void)
{
	int result;

	kernel_fpu_begin();
	result = sqlite3_step(catalog_find);     /* ok sqlite-at-raised-irql */
	kernel_fpu_end();
	return result;
}
