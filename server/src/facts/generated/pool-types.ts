// Generated from server/data/pool-types.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const poolTypesTable: PackedTable<"kind" | "value" | "memory" | "executable" | "counterpart" | "nx_instead" | "min_client" | "source" | "note"> = {
  rows: 58,
  keys: [
    `DontUseThisType
DontUseThisTypeSession
HighPagePriority
LowPagePriority
MdlMappingNoExecute
MdlMappingNoWrite
MmCached
MmNonCached
MmWriteCombined
NonPagedPool
NonPagedPoolBase
NonPagedPoolBaseCacheAligned
NonPagedPoolBaseCacheAlignedMustS
NonPagedPoolBaseMustSucceed
NonPagedPoolCacheAligned
NonPagedPoolCacheAlignedMustS
NonPagedPoolCacheAlignedMustSSession
NonPagedPoolCacheAlignedSession
NonPagedPoolExecute
NonPagedPoolMustSucceed
NonPagedPoolMustSucceedSession
NonPagedPoolNx
NonPagedPoolNxCacheAligned
NonPagedPoolSession
NonPagedPoolSessionNx
NormalPagePriority
PAGE_EXECUTE
PAGE_EXECUTE_READ
PAGE_EXECUTE_READWRITE
PAGE_EXECUTE_WRITECOPY
PAGE_GUARD
PAGE_NOACCESS
PAGE_NOCACHE
PAGE_READONLY
PAGE_READWRITE
PAGE_WRITECOMBINE
PAGE_WRITECOPY
POOL_COLD_ALLOCATION
POOL_FLAG_CACHE_ALIGNED
POOL_FLAG_NON_PAGED
POOL_FLAG_NON_PAGED_EXECUTE
POOL_FLAG_PAGED
POOL_FLAG_RAISE_ON_FAILURE
POOL_FLAG_RESERVED1
POOL_FLAG_RESERVED2
POOL_FLAG_RESERVED3
POOL_FLAG_SESSION
POOL_FLAG_SPECIAL_POOL
POOL_FLAG_UNINITIALIZED
POOL_FLAG_USE_QUOTA
POOL_NX_ALLOCATION
POOL_QUOTA_FAIL_INSTEAD_OF_RAISE
POOL_RAISE_IF_ALLOCATION_FAILURE
POOL_ZERO_ALLOCATION
PagedPool
PagedPoolCacheAligned
PagedPoolCacheAlignedSession
PagedPoolSession`,
  ],
  columns: {
    kind: { width: 1, values: `cache-type
page-priority
page-protection
pool-flag
pool-type
pool-type-bit`, codes: `&&""""!!!&&&&&&&&&&&&&&&&"###########'%%%%%%%%%%%%''''&&&&` },
    value: { width: 1, values: `0
0x1
0x10
0x100
0x100000000
0x2
0x20
0x200
0x4
0x40
0x400
0x40000000
0x8
0x80
0x80000000
1
1024
16
2
256
3
32
33
34
35
36
37
38
4
5
512
516
544
6
8`, codes: `6:7!-01!4!!>C4>C=;!49@A7B3#(+/%")'*,.5.+/%(#),*&'"@D321?<8` },
    memory: { width: 1, values: `
nonpaged
paged`, codes: `!!!!!!!!!""""""""""""""""!!!!!!!!!!!!!!""#!!!!!!!!!!!!####` },
    executable: { width: 1, values: `
no
yes`, codes: `!!!!"!#""############""#"!####!"!""!"!!"#"!!!!!!!!!!!!""""` },
    counterpart: { width: 1, values: `
NonPagedPoolExecute;NonPagedPool
NonPagedPoolNx
NonPagedPoolNxCacheAligned;NonPagedPoolCacheAligned;PagedPoolCacheAligned
POOL_FLAG_NON_PAGED
POOL_FLAG_NON_PAGED;POOL_FLAG_CACHE_ALIGNED
POOL_FLAG_NON_PAGED;POOL_FLAG_SESSION
POOL_FLAG_NON_PAGED_EXECUTE
POOL_FLAG_NON_PAGED_EXECUTE;POOL_FLAG_CACHE_ALIGNED
POOL_FLAG_NON_PAGED_EXECUTE;POOL_FLAG_CACHE_ALIGNED;POOL_FLAG_SESSION
POOL_FLAG_NON_PAGED_EXECUTE;POOL_FLAG_SESSION
POOL_FLAG_PAGED
POOL_FLAG_PAGED;POOL_FLAG_CACHE_ALIGNED
POOL_FLAG_PAGED;POOL_FLAG_CACHE_ALIGNED;POOL_FLAG_SESSION
POOL_FLAG_PAGED;POOL_FLAG_SESSION
POOL_FLAG_RAISE_ON_FAILURE
POOL_RAISE_IF_ALLOCATION_FAILURE
PagedPool
PagedPoolSession;NonPagedPoolSessionNx;NonPagedPoolSession`, codes: `!!!!!!!!!))*!!*!!+)!!&',(!!!!!!!!!!!!!%#"32!!!4!!!&!1!-./0` },
    nx_instead: { width: 1, values: `
NonPagedPoolNx
NonPagedPoolNxCacheAligned
NonPagedPoolSessionNx
PAGE_NOACCESS
PAGE_READONLY
PAGE_READWRITE
PAGE_WRITECOPY
POOL_FLAG_NON_PAGED`, codes: `!!!!!!!!!""##"##%%""%!!%!!&'()!!!!!!!!!!*!!!!!!!!!!!!!!!!!` },
    min_client: { width: 1, values: `Windows 10, version 2004
Windows 2000
Windows 8
Windows XP`, codes: `""""##"""""""""""""""##"#""""""""""""%!!!!!!!!!!!!#""!""""` },
    source: { width: 1, values: `devtest/30030-parameter-indicates-executable-memory
knowledge`, codes: `""""!"!!!"""""""""""""""""!!!!!!!!!!!"""""""""""""""""""""` },
    note: { width: 1, values: `
ExAllocatePool2 zeroes by default
ExAllocatePoolWithQuotaTag
POOL_NX_OPTIN with ExInitializeDriverRuntime makes it NonPagedPoolNx
executable for MmAllocateContiguousMemorySpecifyCache
no flag replaces it
obsolete
obsolete: the allocation fails or stops the machine
reserved
stays executable under POOL_NX_OPTIN
the default of POOL_FLAG_USE_QUOTA`, codes: `**!!!!&!!%!!((%((!+)(!!!!!!!!!!!!!!!!'!!!!!***!!!#!,!"!!!!` },
  },
};
