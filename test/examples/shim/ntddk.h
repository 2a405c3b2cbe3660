/* What the examples use of the WDK's ntddk.h and mingw-w64's lacks; for the compile test alone. */
#ifndef DRIVERLENS_SHIM_NTDDK_H
#define DRIVERLENS_SHIM_NTDDK_H

#include <sal.h>
#include <driverspecs.h>
#ifndef _Dispatch_type_
#define _Dispatch_type_(function)
#endif
#ifndef _Use_decl_annotations_
#define _Use_decl_annotations_
#endif
#include_next <ntddk.h>

#ifndef POOL_FLAG_NON_PAGED
typedef ULONG64 POOL_FLAGS;
#define POOL_FLAG_UNINITIALIZED 0x0000000000000002ULL
#define POOL_FLAG_NON_PAGED 0x0000000000000040ULL
#define POOL_FLAG_PAGED 0x0000000000000100ULL
NTKERNELAPI PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);
#endif

#endif
