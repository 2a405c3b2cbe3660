// unit: target=10.0.19041 framework=ndis
#include <ndis.h>

PVOID
AllocateContext(
    _In_ NDIS_HANDLE Adapter,
    _In_ UINT Size
    )
{
    PVOID context = NULL;

    if (NdisAllocateMemoryWithTag(&context, Size, 'xtCE') != NDIS_STATUS_SUCCESS) { // want pool-deprecated "NdisAllocateMemoryWithTag is deprecated"
        context = NdisAllocateMemoryWithTagPriority(Adapter, Size, 'xtCE', NormalPoolPriority); // ok pool-deprecated
    }
    return context;
}

VOID
FreeContext(
    _In_ PVOID Context
    )
{
    NdisFreeMemory(Context, 0, 0); // ok pool-deprecated
}
