/* What stands between mingw-w64's headers and driver code. */
#ifndef DRIVERLENS_SHIM_COMPILER_H
#define DRIVERLENS_SHIM_COMPILER_H

#include <sal.h>
#include <driverspecs.h>
#ifndef _Dispatch_type_
#define _Dispatch_type_(function)
#endif

/* GCC has no structured exceptions: both blocks are compiled, one is run. */
#undef __try
#undef __except
#undef __finally
#define __try
#define __except(filter) if (0 && (filter))
#define __finally

#ifdef __cplusplus
/* wdm.h and the compiler's intrinsics define two functions alike, which C++ refuses. */
#include <intrin.h>
#define InterlockedBitTestAndSet InterlockedBitTestAndSetOfKit
#define InterlockedBitTestAndReset InterlockedBitTestAndResetOfKit
#endif

#endif
