#define POOL_NX_OPTIN 1
#include <ntddk.h>

PVOID
AllocateQueue(
    _Out_ PNPAGED_LOOKASIDE_LIST Requests,
    _In_ PMDL Mdl,
    _In_ SIZE_T Size
    )
{
    ExInitializeNPagedLookasideList(Requests, NULL, NULL, 0, 64, 'uQxE', 0); // ok pool-executable
    if (MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority) == NULL) {     // ok pool-executable
        return ExAllocatePoolZero(NonPagedPoolExecute, Size, 'uQxE');        // want pool-executable "by NonPagedPoolExecute"
    }
    return ExAllocatePoolZero(NonPagedPool, Size, 'uQxE');                   // ok pool-executable
}
