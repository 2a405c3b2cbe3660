/* A driver on its way to having SQLite inside: an allocator and a log, of which one lacks a method. */
#include <ntddk.h>
#include "sqlite3.h"

extern const sqlite3_mem_methods CatalogMemory;
DRIVER_INITIALIZE DriverEntry;

static void CatalogLog(void *Context, int Code, const char *Message)
{
    UNREFERENCED_PARAMETER(Context);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "catalog: %d %s\n", Code, Message);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &CatalogMemory) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_LOG, CatalogLog, NULL) != SQLITE_OK) {
        return STATUS_UNSUCCESSFUL;
    }
    return sqlite3_initialize() == SQLITE_OK ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
