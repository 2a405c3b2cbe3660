// unit: target=10.0.17763
#define POOL_NX_OPTOUT 1
#include <ntddk.h>

PVOID
AllocateThunk(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolZero(NonPagedPool, Size, 'knhT'); // want pool-executable "as POOL_NX_OPTOUT keeps it"
}
