/* A function of the unit's own that has the system's name. */
#include <ntddk.h>

VOID IoStartNextPacket(PDEVICE_OBJECT Device, BOOLEAN Cancelable)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Cancelable);
}

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    IoStartNextPacket(Driver->DeviceObject, TRUE);   // ok irql-too-low
}
