// unit: define=SQLITE_OMIT_AUTOINIT define=SQLITE_THREADSAFE=1
/* A driver begins with an SQLite that nobody has initialised. */
#include <ntddk.h>
#include "sqlite3.h"

DRIVER_INITIALIZE DriverEntry;
extern sqlite3_vfs CatalogVfs;
static sqlite3 *Database;

static NTSTATUS CatalogOpen(void)
{
    int result = sqlite3_open_v2("catalog", &Database, SQLITE_OPEN_READONLY, "catalog"); // ok sqlite-config-order

    return result == SQLITE_OK ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "SQLite %s\n", sqlite3_libversion()); // ok sqlite-config-order
    status = CatalogOpen();                             // want sqlite-config-order "CatalogOpen leads to sqlite3_open_v2, which is called before sqlite3_initialize"
    if (NT_SUCCESS(status)) {
        status = sqlite3_initialize() == SQLITE_OK ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
    }
    return status;
}
