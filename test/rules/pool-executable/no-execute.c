// unit: target=10.0.17763
#include <ntddk.h>

#define RING_TAG 'gniR'

typedef VOID (*PSTUB)(VOID);

#define MAP(mdl) MmGetSystemAddressForMdlSafe(mdl, LowPagePriority) // want pool-executable

static NPAGED_LOOKASIDE_LIST Requests;

PVOID
RingAllocate(
    _In_ SIZE_T Size,
    _In_ BOOLEAN Paged
    )
{
    PVOID data = ExAllocatePoolZero(NonPagedPool, Size, RING_TAG); // want pool-executable
    PSTUB stub = (PSTUB)ExAllocatePoolZero(NonPagedPool, 64, RING_TAG); // want pool-executable

    ExInitializeNPagedLookasideList(&Requests, NULL, NULL, 0, 64, RING_TAG, 0); // want pool-executable
    if (data == NULL) {
        data = ExAllocatePoolZero(Paged ? PagedPool : NonPagedPoolCacheAligned, Size, RING_TAG); // want pool-executable hint
    }
    if (stub != NULL) {
        stub();
    }
    return data;
}

NTSTATUS
RingMap(
    _In_ PMDL Mdl,
    _In_ PHYSICAL_ADDRESS Registers,
    _Out_ PVOID *Buffer
    )
{
    PVOID device = MmMapIoSpace(Registers, PAGE_SIZE, MmNonCached); // want pool-executable hint

    *Buffer = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority); // want pool-executable hint
    if (*Buffer == NULL) {
        *Buffer = MAP(Mdl);
    }
    if (device != NULL) {
        MmUnmapIoSpace(device, PAGE_SIZE);
    }
    return *Buffer == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

// Who changes the protection of a mapping may make it one that code runs from.
PVOID
MapImage(
    _In_ PMDL Mdl
    )
{
    PVOID image = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority); // want pool-executable hint

    if (image != NULL) {
        MmProtectMdlSystemAddress(Mdl, PAGE_EXECUTE_READWRITE);
    }
    return image;
}
