/* Settings around sqlite3_initialize. */
#include <ntddk.h>
#include "sqlite3.h"

extern const sqlite3_mem_methods CatalogMemory;
extern const sqlite3_mutex_methods CatalogMutexes;
void CatalogLog(void *Context, int Code, const char *Message);

int ConfiguredTooLate(void)
{
    int result = sqlite3_initialize();

    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory); // want sqlite-config-order error "SQLITE_CONFIG_MALLOC is not taken"
    }
    if (result == SQLITE_OK) {
        result = sqlite3_config(SQLITE_CONFIG_LOG, CatalogLog, NULL);  // ok sqlite-config-order
    }
    return result;
}

int ConfiguredInTime(void)
{
    int result = sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory); // ok sqlite-config-order

    if (result == SQLITE_OK) {
        result = sqlite3_initialize();
    }
    return result;
}

/* A shutdown begins anew. */
int ConfiguredAgain(void)
{
    int result;

    sqlite3_shutdown();
    result = sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory);     // ok sqlite-config-order
    if (result == SQLITE_OK) {
        result = sqlite3_initialize();
    }
    return result;
}

/* On one way only: nobody knows which. */
int ConfiguredPerhaps(BOOLEAN First)
{
    int result = SQLITE_OK;

    if (First) {
        result = sqlite3_initialize();
    }
    return result != SQLITE_OK ? result : sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory); // ok sqlite-config-order
}

/* Through functions of the driver's own. */
static int Start(void)
{
    return sqlite3_initialize();
}

static int Configure(void)
{
    int result = sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory);

    return result != SQLITE_OK ? result : sqlite3_config(SQLITE_CONFIG_MUTEX, &CatalogMutexes);
}

int StartedFirst(void)
{
    int result = Start();

    return result != SQLITE_OK ? result : Configure();                 // want sqlite-config-order "Configure leads to sqlite3_config, which is called after sqlite3_initialize"
}

int StartedLast(void)
{
    int result = Configure();                                          // ok sqlite-config-order

    return result != SQLITE_OK ? result : Start();
}

/* Once only: the second time it is initialised, and nothing is configured. */
static BOOLEAN IsUp;

static int Ensure(void)
{
    int result = SQLITE_OK;

    if (!IsUp) {
        result = Configure();
        if (result == SQLITE_OK) {
            result = Start();
        }
        IsUp = result == SQLITE_OK;
    }
    return result;
}

int EnsuredTwice(void)
{
    int result = Ensure();

    return result != SQLITE_OK ? result : Ensure();                    // ok sqlite-config-order
}

/* Opening initialises, where nobody has said otherwise. */
int OpenedFirst(sqlite3 **Database)
{
    int result = sqlite3_open_v2("catalog", Database, SQLITE_OPEN_READONLY, "catalog");

    return result != SQLITE_OK ? result : sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory); // want sqlite-config-order "after sqlite3_initialize"
}
