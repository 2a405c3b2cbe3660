#include <ntddk.h>

#define RING_TAG 'gniR'

typedef VOID (*PSTUB)(VOID);

#define MAP(mdl) MmGetSystemAddressForMdlSafe(mdl, LowPagePriority | MdlMappingNoExecute)

static NPAGED_LOOKASIDE_LIST Requests;

PVOID
RingAllocate(
    _In_ SIZE_T Size,
    _In_ BOOLEAN Paged
    )
{
    PVOID data = ExAllocatePoolZero(NonPagedPoolNx, Size, RING_TAG);
    PSTUB stub = (PSTUB)ExAllocatePoolZero(NonPagedPool, 64, RING_TAG);

    ExInitializeNPagedLookasideList(&Requests, NULL, NULL, POOL_NX_ALLOCATION, 64, RING_TAG, 0);
    if (data == NULL) {
        data = ExAllocatePoolZero(Paged ? PagedPool : NonPagedPoolCacheAligned, Size, RING_TAG);
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
    PVOID device = MmMapIoSpaceEx(Registers, PAGE_SIZE, PAGE_READWRITE | PAGE_NOCACHE);

    *Buffer = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority | MdlMappingNoExecute);
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
    PVOID image = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);

    if (image != NULL) {
        MmProtectMdlSystemAddress(Mdl, PAGE_EXECUTE_READWRITE);
    }
    return image;
}
