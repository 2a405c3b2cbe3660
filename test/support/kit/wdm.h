/* mingw-w64's wdm.h and what newer kits have; for tests alone. */
#ifndef DRIVERLENS_SHIM_WDM_H
#define DRIVERLENS_SHIM_WDM_H

#include "compiler.h"
#include_next <wdm.h>
#include "newer-kit.h"

#endif
