// unit: define=SQLITE_OMIT_AUTOINIT
/* What the unit does not show may have initialised it. */
#include <ntddk.h>
#include "sqlite3.h"

NTSTATUS PrepareElsewhere(void);
static sqlite3 *Database;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = PrepareElsewhere();
    int result;

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    result = sqlite3_open("catalog", &Database);        // ok sqlite-config-order
    return result == SQLITE_OK ? status : STATUS_UNSUCCESSFUL;
}
