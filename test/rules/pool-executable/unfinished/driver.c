// unit: target=10.0.17763 define=POOL_NX_OPTIN=1
#include <ntddk.h>

NTSTATUS
DriverEntry( // want pool-executable "POOL_NX_OPTIN is defined, but DriverEntry does not call ExInitializeDriverRuntime"
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    // Zeroing on older systems is all that this asks for.
    ExInitializeDriverRuntime(0);
    // Said once, above.
    return ExAllocatePoolZero(NonPagedPool, 64, 'uQxE') != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES; // ok pool-executable
}
