/* mingw-w64's ntddk.h and what newer kits have; for tests alone. */
#ifndef DRIVERLENS_SHIM_NTDDK_H
#define DRIVERLENS_SHIM_NTDDK_H

#include "compiler.h"
#include_next <ntddk.h>
#include "newer-kit.h"
#include "newer-ntddk.h"

#endif
