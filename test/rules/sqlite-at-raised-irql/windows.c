/* A catalogue whose SQLite runs on paged pool. */
#include <ntddk.h>
#include "sqlite3.h"

typedef struct _CATALOG {
    sqlite3 *Database;
    sqlite3_stmt *Find;
    KSPIN_LOCK Lock;
    KDPC Dpc;
    LONG Hits;
    LONG Flags;
} CATALOG, *PCATALOG;

static void *CatalogMalloc(int Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED, (SIZE_T)Size, 'gtaC');
}

void CatalogFree(void *Memory);
void *CatalogRealloc(void *Memory, int Size);
int CatalogSize(void *Memory);
int CatalogRoundup(int Size);
int CatalogInit(void *Context);
void CatalogShutdown(void *Context);

static const sqlite3_mem_methods CatalogMemory = {
    .xMalloc = CatalogMalloc,
    .xFree = CatalogFree,
    .xRealloc = CatalogRealloc,
    .xSize = CatalogSize,
    .xRoundup = CatalogRoundup,
    .xInit = CatalogInit,
    .xShutdown = CatalogShutdown,
};

int CatalogConfigure(void)
{
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory);
}

static LONG CatalogLookup(PCATALOG Catalog, int Id)
{
    LONG flags = 0;

    sqlite3_bind_int(Catalog->Find, 1, Id);
    if (sqlite3_step(Catalog->Find) == SQLITE_ROW) {
        flags = sqlite3_column_int(Catalog->Find, 0);
    }
    sqlite3_reset(Catalog->Find);
    return flags;
}

/* A query of several calls is one finding. */
VOID CatalogUnderLock(PCATALOG Catalog)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Catalog->Lock, &oldIrql);
    if (sqlite3_step(Catalog->Find) == SQLITE_ROW) {        // want sqlite-at-raised-irql error "sqlite3_step is called at DISPATCH_LEVEL, but SQLite may run at APC_LEVEL at most"
        Catalog->Flags = sqlite3_column_int(Catalog->Find, 0); // ok sqlite-at-raised-irql
    }
    sqlite3_reset(Catalog->Find);                           // ok sqlite-at-raised-irql
    KeReleaseSpinLock(&Catalog->Lock, oldIrql);
    sqlite3_reset(Catalog->Find);                           // ok sqlite-at-raised-irql
}

KDEFERRED_ROUTINE CatalogDpc;

VOID CatalogDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    PCATALOG catalog = (PCATALOG)Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument2);
    catalog->Flags = CatalogLookup(catalog, (int)(ULONG_PTR)Argument1); // want sqlite-at-raised-irql "CatalogLookup is called at DISPATCH_LEVEL, but leads to sqlite3_bind_int"
}

/* On some paths only. */
VOID CatalogMaybe(PCATALOG Catalog, BOOLEAN Locked)
{
    KIRQL oldIrql = PASSIVE_LEVEL;

    if (Locked) {
        KeAcquireSpinLock(&Catalog->Lock, &oldIrql);
    }
    sqlite3_reset(Catalog->Find);                           // want sqlite-at-raised-irql warning "on a path"
    if (Locked) {
        KeReleaseSpinLock(&Catalog->Lock, oldIrql);
    }
}

/* What is annotated for DISPATCH_LEVEL may be called there. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID CatalogPromise(PCATALOG Catalog)
{
    sqlite3_reset(Catalog->Find);                           // want sqlite-at-raised-irql warning "up to DISPATCH_LEVEL, as CatalogPromise is annotated"
}

_IRQL_requires_max_(APC_LEVEL)
VOID CatalogKept(PCATALOG Catalog)
{
    sqlite3_reset(Catalog->Find);                           // ok sqlite-at-raised-irql
}

/* Nothing but constants of the library. */
VOID CatalogVersion(PCATALOG Catalog)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Catalog->Lock, &oldIrql);
    DbgPrint("SQLite %s, %d, %s\n", sqlite3_libversion(), sqlite3_libversion_number(), sqlite3_errstr(1)); // ok sqlite-at-raised-irql
    sqlite3_interrupt(Catalog->Database);                   // ok sqlite-at-raised-irql
    KeReleaseSpinLock(&Catalog->Lock, oldIrql);
}

/* A function of the driver's own with such a name is what it does. */
static void sqlite3_catalog_hit(PCATALOG Catalog)
{
    InterlockedIncrement(&Catalog->Hits);
}

VOID CatalogHit(PCATALOG Catalog)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Catalog->Lock, &oldIrql);
    sqlite3_catalog_hit(Catalog);                           // ok sqlite-at-raised-irql
    KeReleaseSpinLock(&Catalog->Lock, oldIrql);
}
