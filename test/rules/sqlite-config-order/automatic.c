/* Without SQLITE_OMIT_AUTOINIT opening initialises. */
#include <ntddk.h>
#include "sqlite3.h"

static sqlite3 *Database;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return sqlite3_open("catalog", &Database) == SQLITE_OK ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; // ok sqlite-config-order
}
