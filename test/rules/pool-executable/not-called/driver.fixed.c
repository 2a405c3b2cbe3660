#include <ntddk.h>

DRIVER_UNLOAD Unload;

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS status = STATUS_SUCCESS;
    PVOID block;

    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = Unload;
    block = ExAllocatePoolZero(NonPagedPool, 64, 'uQxE');
    if (block == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
    }
    return status;
}
