// unit: target=10.0.17763 define=POOL_NX_OPTIN=1
#include <ntddk.h>

DRIVER_UNLOAD Unload;

NTSTATUS
DriverEntry( // want pool-executable "DriverEntry does not call ExInitializeDriverRuntime"
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS status = STATUS_SUCCESS;
    PVOID block;

    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = Unload;
    block = ExAllocatePoolZero(NonPagedPool, 64, 'uQxE'); // ok pool-executable
    if (block == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
    }
    return status;
}
