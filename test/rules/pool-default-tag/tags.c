// unit: target=10.0.19041
#include <ntddk.h>

#define WDM_TAG ' mdW'
#define DRIVER_TAG 'vrDE'
#define HEADER_TAG WDM_TAG

static const ULONG LogTag = 'kdD ';

#ifdef EX_OWN_TAG
#define FLAVOUR_TAG 'valF'
#else
#define FLAVOUR_TAG ' kdD'
#endif

VOID
AllocateAll(
    _Inout_ PVOID *Buffers,
    _In_ SIZE_T Size,
    _In_ BOOLEAN Verbose
    )
{
    ULONG blank = '    ';

    Buffers[0] = ExAllocatePool2(POOL_FLAG_PAGED, Size, ' mdW');     // want pool-default-tag "' mdW' given to ExAllocatePool2 is the default of wdm.h"
    Buffers[1] = ExAllocatePool2(POOL_FLAG_PAGED, Size, HEADER_TAG); // want pool-default-tag "wdm.h"
    Buffers[2] = ExAllocatePool2(POOL_FLAG_PAGED, Size, LogTag);     // want pool-default-tag "ntddk.h"
    Buffers[3] = ExAllocatePool2(POOL_FLAG_PAGED, Size, blank);      // want pool-default-tag "blank"
    Buffers[4] = ExAllocatePool2(POOL_FLAG_PAGED, Size, 'xxxx');     // want pool-default-tag "a placeholder"
    Buffers[5] = ExAllocatePool2(POOL_FLAG_PAGED, Size, 'enoN');     // want pool-default-tag "without a tag"
    Buffers[6] = ExAllocatePool2(POOL_FLAG_PAGED, Size, 0x206D6457); // want pool-default-tag "' mdW'"
    Buffers[7] = ExAllocatePool2(POOL_FLAG_PAGED, Size, Verbose ? DRIVER_TAG : 'Wdm '); // want pool-default-tag "'Wdm '"
    Buffers[8] = ExAllocatePool2(POOL_FLAG_PAGED, Size, DRIVER_TAG); // ok pool-default-tag
    Buffers[9] = ExAllocatePool2(POOL_FLAG_PAGED, Size, 'Wdm1');     // ok pool-default-tag
    // Which of the two it is depends on the build.
    Buffers[10] = ExAllocatePool2(POOL_FLAG_PAGED, Size, FLAVOUR_TAG); // ok pool-default-tag
}

VOID
InitializeLists(
    _Out_ PNPAGED_LOOKASIDE_LIST Requests,
    _Out_ PLOOKASIDE_LIST_EX Records
    )
{
    ExInitializeNPagedLookasideList(Requests, NULL, NULL, POOL_NX_ALLOCATION, 64, ' kdD', 0); // want pool-default-tag "ExInitializeNPagedLookasideList"
    (VOID)ExInitializeLookasideListEx(Records, NULL, NULL, NonPagedPoolNx, 0, 64, 'sdcR', 0); // ok pool-default-tag
}

VOID
Release(
    _In_ PVOID Buffer
    )
{
    ExFreePoolWithTag(Buffer, ' mdW'); // ok pool-default-tag
}
