/* Half of it, and no file system in sight. */
#include <ntddk.h>
#include "options.h"
#include "sqlite3.c"                            // want sqlite-os-init-missing "does not define sqlite3_os_end"

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return sqlite3_initialize() == SQLITE_OK ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* Allocates and forgets. */
static void Prepare(void)
{
    KeQueryPerformanceCounter(NULL);
}

int sqlite3_os_init(void)                       // want sqlite-os-init-missing "registers no file system"
{
    Prepare();
    return SQLITE_OK;
}
