// unit: target=10.0.17763 define=POOL_NX_OPTIN_AUTO=1
#include <ntddk.h>

PVOID AllocateRecord(SIZE_T size)
{
    return ExAllocatePoolZero(NonPagedPool, size, 'dcRE'); // ok pool-executable
}
