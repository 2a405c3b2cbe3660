#include "quirks.h"

static PVOID g_Store;

static VOID DriverUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    StoreClose(g_Store);
}

DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNREFERENCED_PARAMETER(Path);
    Driver->DriverUnload = DriverUnload;
    DbgPrint("quirks: %lu\n", StoreChecksum());
    return StoreOpen(&g_Store, 4096);
}
