// Generated from server/data/pool-functions.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const poolFunctionsTable: PackedTable<"action" | "scheme" | "type_param" | "flags_param" | "size_param" | "tag_param" | "memory_param" | "quota" | "priority_param" | "on_failure" | "zeroes" | "zero_tag" | "min_client" | "pair" | "nx_instead" | "source" | "note"> = {
  rows: 70,
  keys: [
    `ClfsCreateMarshallingArea
EngAllocMem
EngAllocUserMem
EngFreeMem
ExAllocateCacheAwareRundownProtection
ExAllocatePool
ExAllocatePool2
ExAllocatePool3
ExAllocatePoolPriorityUninitialized
ExAllocatePoolPriorityZero
ExAllocatePoolQuotaUninitialized
ExAllocatePoolQuotaZero
ExAllocatePoolUninitialized
ExAllocatePoolWithQuota
ExAllocatePoolWithQuotaTag
ExAllocatePoolWithTag
ExAllocatePoolWithTagPriority
ExAllocatePoolZero
ExFreePool
ExFreePool2
ExFreePoolWithTag
ExInitializeLookasideListEx
ExInitializeNPagedLookasideList
ExInitializePagedLookasideList
FltAllocateContext
FltAllocateExtraCreateParameter
FltAllocatePoolAlignedWithTag
FltFreePoolAlignedWithTag
FltInitExtraCreateParameterLookasideList
FsRtlAllocateExtraCreateParameter
FsRtlAllocatePool
FsRtlAllocatePoolWithQuota
FsRtlAllocatePoolWithQuotaTag
FsRtlAllocatePoolWithTag
FsRtlInitExtraCreateParameterLookasideList
MmAllocateContiguousMemorySpecifyCache
MmAllocateContiguousMemorySpecifyCacheNode
MmAllocateContiguousNodeMemory
MmAllocateMappingAddress
MmAllocateMappingAddressEx
MmFreeMappingAddress
MmGetSystemAddressForMdlSafe
MmMapIoSpace
MmMapIoSpaceEx
MmMapLockedPagesSpecifyCache
MmMapLockedPagesWithReservedMapping
MmUnmapReservedMapping
NdisAllocateGenericObject
NdisAllocateMemory
NdisAllocateMemoryWithTag
NdisAllocateMemoryWithTagPriority
NdisFreeMemory
NdisFreeMemoryWithTag
NdisFreeMemoryWithTagPriority
NdisInitializeNPagedLookasideList
RxAllocatePool
RxAllocatePoolWithTag
RxFreePool
StorPortAllocatePool
StorPortFreePool
VideoPortAllocatePool
VideoPortFreePool
WdfDeviceAllocAndQueryProperty
WdfDeviceAllocAndQueryPropertyEx`,
    `WdfFdoInitAllocAndQueryProperty
WdfFdoInitAllocAndQueryPropertyEx
WdfIoTargetAllocAndQueryTargetProperty
WdfLookasideListCreate
WdfMemoryCreate
WdfRegistryQueryMemory`,
  ],
  columns: {
    action: { width: 1, values: `allocate
create
free
map
release
reserve
use`, codes: `"!!#"!!!!!!!!!!!!!###""""!!#"!!!!!"%%%''&%%%%(("!!!###"!!#!#!#""""""""` },
    scheme: { width: 1, values: `cache-type
executable
fixed
lookaside-flags
page-priority
page-protection
pool-flags
pool-type
video-type`, codes: `)###))(())))))))))###)%#)#)###))))#!!'###&"'&#########%))###*#))))))))` },
    type_param: { width: 1, values: `
0
1
2
3
4`, codes: `#!!!""!!""""""""""!!!&!!&!#!!!""""!''!!!!!!!!!!!!!!!!!!""!!!#!%%%%%%#%` },
    flags_param: { width: 1, values: `
0
1
2
3
4
5`, codes: `!!!!!!""!!!!!!!!!!!!!!&&!!!!!!!!!!!!!'!!!#!%(!!!!!!!!!&!!!!!!!!!!!!!!!` },
    size_param: { width: 1, values: `
0
1
2
3
4
5`, codes: `'#"!!#############!!!(''%%%!&#####%"""""!!##!!!!###!!!'##!#!%!!!!!!#&!` },
    tag_param: { width: 1, values: `
1
2
3
4
5
6`, codes: `!#"!"!#######!####!""(''!'%#&&!!##%!!!"""!!!!"""!##!"#'!#!#!%!!!!!!&#!` },
    memory_param: { width: 1, values: `
0
1
3
4
5
6`, codes: `!!!"!!!!!!!!!!!!!!"""!!!&(!#!'!!!!!!!!!!"!!!!""!""!""#!!!"%#!#!!!!!!'!` },
    quota: { width: 1, values: `no
yes`, codes: `!!!!!!!!!!""!""!!!!!!!!!!!!!!!!""!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    priority_param: { width: 1, values: `
3`, codes: `!!!!!!!!""!!!!!!"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"!!!!!!!!!!!!!!!!!!!` },
    on_failure: { width: 1, values: `
null
raise
status`, codes: `%""!""""""##"##"""!!!!!!%%"!!%####!"""""!"""""!"%%"!!!!""!%!"!%%%%%%%%` },
    zeroes: { width: 1, values: `no
unless-flag
yes`, codes: `!!!!!!""!#!#!!!!!#!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    zero_tag: { width: 1, values: `
allowed`, codes: `!!!!!!!!!!!!!!!!!!!""!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!""!` },
    min_client: { width: 1, values: `NDIS 6.0
Windows 10
Windows 10, version 2004
Windows 2000
Windows 8
Windows Server 2003
Windows Server 2003 R2
Windows Server 2008
Windows Vista
Windows XP`, codes: `(%%%'%##++%%%%%%+%%#%*%%%*%%**%%%%*%*&+#+%%"%++!%%!%%!%%%%))++%&%&%%%%` },
    pair: { width: 1, values: `
ClfsDeleteMarshallingArea
EngAllocMem
EngFreeMem
EngFreeUserMem
ExAllocatePool2;ExAllocatePoolWithTag
ExAllocatePool3;ExAllocatePool2
ExAllocatePool;ExAllocatePoolWithQuota
ExDeleteLookasideListEx
ExDeleteNPagedLookasideList
ExDeletePagedLookasideList
ExFreeCacheAwareRundownProtection
ExFreePool
ExFreePool2;ExFreePoolWithTag;ExFreePool
ExFreePoolWithTag;ExFreePool
FltAllocatePoolAlignedWithTag
FltDeleteExtraCreateParameterLookasideList
FltFreeExtraCreateParameter
FltFreePoolAlignedWithTag
FltReleaseContext
FsRtlDeleteExtraCreateParameterLookasideList
FsRtlFreeExtraCreateParameter
MmAllocateMappingAddress;MmAllocateMappingAddressEx
MmFreeContiguousMemory
MmFreeContiguousMemorySpecifyCache
MmFreeMappingAddress
MmMapLockedPagesWithReservedMapping
MmUnmapIoSpace
MmUnmapLockedPages
MmUnmapReservedMapping
NdisAllocateMemoryWithTag
NdisAllocateMemoryWithTag;NdisAllocateMemoryWithTagPriority
NdisAllocateMemoryWithTagPriority
NdisDeleteNPagedLookasideList
NdisFreeGenericObject
NdisFreeMemory
NdisFreeMemoryWithTagPriority;NdisFreeMemory
RxAllocatePoolWithTag
RxFreePool
StorPortAllocatePool
StorPortFreePool
VideoPortAllocatePool
VideoPortFreePool
WdfObjectDelete`, codes: `"%&#-.0/00000.0000)('*+,534127..006::9;;8!==>?<DEEFA@BCHHGJILKMMMMMMMM` },
    nx_instead: { width: 1, values: `
MmAllocateContiguousNodeMemory
MmMapIoSpaceEx`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!""!!!!!#!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    source: { width: 1, values: `devtest/30029-memory-allocating-function-requests-executable-memory
devtest/30030-parameter-indicates-executable-memory
knowledge`, codes: `###################################"""###"!!"#########################` },
    note: { width: 1, values: `
always executable
executable when cached
flags of 0 make executable memory
framework object; memory goes with it
inline wrapper
inline wrapper that runs on Windows 2000 and later
macro
macro; without MdlMappingNoExecute the mapping is executable
memory of the user address space
no tag: the block is tagged with the default
nonpaged
nonpaged; obsolete since NDIS 6.0
paged unless FSRTL_ALLOCATE_ECP_FLAG_NONPAGED_POOL is given
paged; parameter 0 takes FL_ZERO_MEMORY, FL_NONPAGED_MEMORY
parameter 4 takes EX_LOOKASIDE_LIST_EX_FLAGS_*, not POOL_FLAG_*
raises with POOL_FLAG_RAISE_ON_FAILURE
raises with POOL_FLAG_RAISE_ON_FAILURE; priority goes into an extended parameter
returns NULL with POOL_QUOTA_FAIL_INSTEAD_OF_RAISE
without MdlMappingNoExecute the mapping is executable`, codes: `!0+!!,23''(((44!!(!!!1%!!!!!!/!!!!!##!!!!*"!5!!!.--!!!%)))-!!!!!!!!!&!` },
  },
};
