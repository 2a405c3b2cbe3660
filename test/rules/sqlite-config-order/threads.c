// unit: define=SQLITE_THREADSAFE=0
/* An SQLite without mutexes knows nothing of them. */
#include <ntddk.h>
#include "sqlite3.h"

extern const sqlite3_mutex_methods CatalogMutexes;
extern const sqlite3_mem_methods CatalogMemory;

int Configure(void)
{
    int result = sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory);  // ok sqlite-config-order

    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MUTEX, &CatalogMutexes);  // want sqlite-config-order "SQLITE_CONFIG_MUTEX is unknown to an SQLite that is compiled with SQLITE_THREADSAFE=0"
    }
    return result;
}
