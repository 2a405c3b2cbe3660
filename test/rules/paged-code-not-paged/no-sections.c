// A driver that uses PAGED_CODE to assert the level, and pages nothing.
#include <ntddk.h>

VOID Log(PDEVICE_OBJECT Device) // ok paged-code-not-paged
{
    PAGED_CODE();
    IoInvalidateDeviceState(Device);
}
