#include <ntddk.h>
#include "sqlite3.h"

DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return sqlite3_initialize() == SQLITE_OK ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
