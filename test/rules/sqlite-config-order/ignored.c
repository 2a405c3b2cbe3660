/* Results that nobody looks at, and a swap that mends the order. */
#include <ntddk.h>
#include "sqlite3.h"

extern const sqlite3_mem_methods CatalogMemory;
extern const sqlite3_mutex_methods CatalogMutexes;

void Ignored(void)
{
    sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory);  // want sqlite-config-order hint "Nobody looks at what sqlite3_config answers"
    sqlite3_initialize();                                  // want sqlite-config-order hint "Nobody looks at what sqlite3_initialize answers"
    sqlite3_shutdown();                                    // ok sqlite-config-order
}

void Meant(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory); // ok sqlite-config-order
}
