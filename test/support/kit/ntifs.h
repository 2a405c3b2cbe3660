/* mingw-w64's ntifs.h and what newer kits have; for tests alone. */
#ifndef DRIVERLENS_SHIM_NTIFS_H
#define DRIVERLENS_SHIM_NTIFS_H

#include "compiler.h"
#include_next <ntifs.h>
#include "newer-kit.h"
#include "newer-ntddk.h"

#endif
