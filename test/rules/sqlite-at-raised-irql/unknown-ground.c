/* Where the driver's allocator is elsewhere, nobody knows what SQLite runs on. */
#include <ntddk.h>
#include <sqlite3.h>

VOID CloseUnderLock(PKSPIN_LOCK Lock, sqlite3 *Database)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(Lock, &oldIrql);
    sqlite3_close(Database);                                // want sqlite-at-raised-irql warning "sqlite3_close is called at DISPATCH_LEVEL"
    KeReleaseSpinLock(Lock, oldIrql);
}
