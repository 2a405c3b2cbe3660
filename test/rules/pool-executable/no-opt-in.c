// unit: target=10.0.19041
#include <ntddk.h>
#include <ndis.h>

#define RECORD_TAG 'dcRE'
#define RECORD_POOL NonPagedPool
#define NO_FLAGS 0

VOID
AllocateRecords(
    _Inout_ PVOID *Records,
    _In_ SIZE_T Size,
    _In_ POOL_TYPE Type,
    _In_ BOOLEAN Pageable
    )
{
    Records[0] = ExAllocatePoolZero(NonPagedPool, Size, RECORD_TAG);             // want pool-executable warning "ExAllocatePoolZero asks for executable memory by NonPagedPool"
    Records[1] = ExAllocatePoolZero(RECORD_POOL, Size, RECORD_TAG);              // want pool-executable "by NonPagedPool"
    Records[2] = ExAllocatePoolZero(NonPagedPoolCacheAligned, Size, RECORD_TAG); // want pool-executable "by NonPagedPoolCacheAligned"
    Records[3] = ExAllocatePoolZero(Pageable ? PagedPool : NonPagedPool, Size, RECORD_TAG); // want pool-executable "may ask for executable memory"
    Records[4] = ExAllocatePoolZero(NonPagedPoolExecute, Size, RECORD_TAG);      // want pool-executable hint "by NonPagedPoolExecute"
    Records[5] = ExAllocatePool2(POOL_FLAG_NON_PAGED_EXECUTE, Size, RECORD_TAG); // want pool-executable "by POOL_FLAG_NON_PAGED_EXECUTE"

    Records[6] = ExAllocatePoolZero(NonPagedPoolNx, Size, RECORD_TAG);           // ok pool-executable
    Records[7] = ExAllocatePoolZero(PagedPool, Size, RECORD_TAG);                // ok pool-executable
    Records[8] = ExAllocatePoolZero(Type, Size, RECORD_TAG);                     // ok pool-executable
    Records[9] = ExAllocatePoolZero(NonPagedPool | POOL_NX_ALLOCATION, Size, RECORD_TAG); // ok pool-executable
    Records[10] = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, RECORD_TAG);        // ok pool-executable
}

VOID
InitializeLists(
    _Out_ PNPAGED_LOOKASIDE_LIST Requests,
    _Out_ PPAGED_LOOKASIDE_LIST Names,
    _Out_ PLOOKASIDE_LIST_EX Records,
    _In_ PALLOCATE_FUNCTION Allocate,
    _In_ ULONG Flags
    )
{
    ExInitializeNPagedLookasideList(Requests, NULL, NULL, 0, 64, RECORD_TAG, 0);        // want pool-executable warning "its flags lack POOL_NX_ALLOCATION"
    ExInitializeNPagedLookasideList(Requests, Allocate, NULL, NO_FLAGS, 64, RECORD_TAG, 0); // want pool-executable hint "makes a list of executable memory"
    NdisInitializeNPagedLookasideList(Requests, NULL, NULL, 0, 64, RECORD_TAG, 0);      // want pool-executable "NdisInitializeNPagedLookasideList"
    ExInitializeLookasideListEx(Records, NULL, NULL, NonPagedPool, 0, 64, RECORD_TAG, 0); // want pool-executable "ExInitializeLookasideListEx asks"
    ExInitializeNPagedLookasideList(Requests, NULL, NULL, POOL_NX_ALLOCATION, 64, RECORD_TAG, 0); // ok pool-executable
    ExInitializeNPagedLookasideList(Requests, NULL, NULL, Flags, 64, RECORD_TAG, 0);    // ok pool-executable
    ExInitializePagedLookasideList(Names, NULL, NULL, 0, 64, RECORD_TAG, 0);            // ok pool-executable
}

PVOID
MapBuffers(
    _In_ PMDL Mdl,
    _In_ PHYSICAL_ADDRESS Registers,
    _In_ PHYSICAL_ADDRESS Highest
    )
{
    PVOID mapped[8];

    mapped[0] = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority); // want pool-executable hint "its priority lacks MdlMappingNoExecute"
    mapped[1] = MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, NormalPagePriority); // want pool-executable "MmMapLockedPagesSpecifyCache maps"
    mapped[2] = MmMapIoSpace(Registers, 64, MmNonCached);              // want pool-executable "MmMapIoSpace maps memory as executable"; ok deprecated-api
    mapped[3] = MmMapIoSpaceEx(Registers, 64, PAGE_EXECUTE_READWRITE); // want pool-executable "by PAGE_EXECUTE_READWRITE"
    mapped[4] = MmAllocateContiguousMemorySpecifyCache(4096, Registers, Highest, Registers, MmCached); // want pool-executable "with MmCached"
    mapped[5] = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority | MdlMappingNoExecute); // ok pool-executable
    mapped[6] = MmMapIoSpaceEx(Registers, 64, PAGE_READWRITE | PAGE_NOCACHE);                // ok pool-executable
    mapped[7] = MmAllocateContiguousMemorySpecifyCache(4096, Registers, Highest, Registers, MmNonCached); // ok pool-executable
    return mapped[0];
}

#ifdef EX_RUN_FROM_POOL
PVOID
AllocateStub(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolZero(NonPagedPool, Size, RECORD_TAG); // ok pool-executable
}
#endif
