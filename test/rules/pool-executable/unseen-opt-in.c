// unit: target=10.0.17763
#include <ntddk.h>

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    // Who makes this call has POOL_NX_OPTIN defined somewhere, in a property sheet perhaps.
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    return ExAllocatePoolZero(NonPagedPool, 64, 'dcRE') != NULL ? STATUS_SUCCESS : STATUS_NO_MEMORY; // ok pool-executable
}
