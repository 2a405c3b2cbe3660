#include "echo.h"

DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);

    Sleep(10);
    return EchoCreateQueue(4096) == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
