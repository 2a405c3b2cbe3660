// unit: kind=linux-kernel
/* A module whose SQLite takes its memory with kvmalloc. */
#include <linux/module.h>
#include <linux/mm.h>
#include <linux/spinlock.h>
#include <linux/interrupt.h>
#include <asm/fpu/api.h>
#include "sqlite3.h"

static DEFINE_SPINLOCK(catalog_lock);
static sqlite3_stmt *catalog_find;

static void *catalog_malloc(int size)
{
	return kvmalloc(size, GFP_KERNEL);
}

void catalog_free(void *memory);
void *catalog_realloc(void *memory, int size);
int catalog_size(void *memory);
int catalog_roundup(int size);
int catalog_init(void *context);
void catalog_shutdown(void *context);

static const struct sqlite3_mem_methods catalog_memory = {
	.xMalloc = catalog_malloc,
	.xFree = catalog_free,
	.xRealloc = catalog_realloc,
	.xSize = catalog_size,
	.xRoundup = catalog_roundup,
	.xInit = catalog_init,
	.xShutdown = catalog_shutdown,
};

static int catalog_lookup(int id)
{
	int flags = 0;

	sqlite3_bind_int(catalog_find, 1, id);
	if (sqlite3_step(catalog_find) == SQLITE_ROW)
		flags = sqlite3_column_int(catalog_find, 0);
	sqlite3_reset(catalog_find);
	return flags;
}

int catalog_under_lock(int id)
{
	int flags;

	spin_lock(&catalog_lock);
	flags = catalog_lookup(id);              /* want sqlite-at-raised-irql error "catalog_lookup leads to sqlite3_bind_int, which runs SQLite" */
	spin_unlock(&catalog_lock);
	return flags + catalog_lookup(id);       /* ok sqlite-at-raised-irql */
}

static irqreturn_t catalog_interrupt(int irq, void *data)
{
	sqlite3_reset(catalog_find);             /* want sqlite-at-raised-irql "sqlite3_reset runs SQLite, which may sleep" */
	return IRQ_HANDLED;
}

int catalog_hook(int irq)
{
	return request_irq(irq, catalog_interrupt, 0, "catalog", NULL);
}

/* Preemption is off there. */
int catalog_with_fpu(void)
{
	int result;

	kernel_fpu_begin();
	result = sqlite3_step(catalog_find);     /* want sqlite-at-raised-irql "with preemption off" */
	kernel_fpu_end();
	return result;
}
