#include <ntddk.h>

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    // Zeroing on older systems is all that this asks for.
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    // Said once, above.
    return ExAllocatePoolZero(NonPagedPool, 64, 'uQxE') != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
