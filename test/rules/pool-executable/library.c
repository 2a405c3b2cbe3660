// unit: target=10.0.17763 define=POOL_NX_OPTIN=1
#include <ntddk.h>

// A library: the driver that links it makes the call.
PVOID
AllocateRecord(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolZero(NonPagedPool, Size, 'dcRE'); // ok pool-executable
}
