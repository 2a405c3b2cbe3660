// unit: target=6.1
#include <ntddk.h>

// There is no other nonpaged pool yet, but the opt-in works: a hint.
PVOID
AllocateRecord(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolZero(NonPagedPool, Size, 'dcRE'); // want pool-executable hint "by NonPagedPool"
}
