/* Statements that follow each other right away. */
#include <ntddk.h>
#include "sqlite3.h"

extern const sqlite3_mem_methods CatalogMemory;
extern const sqlite3_mutex_methods CatalogMutexes;

void Backwards(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory);  // want sqlite-config-order error "SQLITE_CONFIG_MALLOC is not taken"
    (void)sqlite3_config(SQLITE_CONFIG_MUTEX, &CatalogMutexes);  // want sqlite-config-order error "SQLITE_CONFIG_MUTEX is not taken"
    (void)sqlite3_initialize();

    KeStallExecutionProcessor(1);
}
