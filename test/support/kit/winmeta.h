/* What snippets use of the WDK's winmeta.h, which mingw-w64 does not have; for tests alone. */
#ifndef DRIVERLENS_SHIM_WINMETA_H
#define DRIVERLENS_SHIM_WINMETA_H

#define WINEVENT_LEVEL_CRITICAL 0x1
#define WINEVENT_LEVEL_ERROR 0x2
#define WINEVENT_LEVEL_WARNING 0x3
#define WINEVENT_LEVEL_INFO 0x4
#define WINEVENT_LEVEL_VERBOSE 0x5

#endif
