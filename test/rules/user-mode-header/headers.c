#include <ntddk.h>      // ok user-mode-header
#include <windows.h>    // want user-mode-header warning "<windows.h> is a user-mode header"
#include <WinBase.h>    // want user-mode-header
#include <stdio.h>      // want user-mode-header hint "missing in the kernel"
#include <winsock2.h>   // want user-mode-header
#include <stdlib.h>     // ok user-mode-header
#include <string.h>     // ok user-mode-header
#include <ntstrsafe.h>  // ok user-mode-header
#include <windef.h>     // ok user-mode-header
#include "process.h"    // want user-mode-header
#include "sample.h"     // ok user-mode-header

#ifdef _KERNEL_MODE
#include <wdm.h>        // ok user-mode-header
#else
#include <winuser.h>    // ok user-mode-header
#endif

#ifdef BUILT_AS_APPLICATION
#include <winsvc.h>     // ok user-mode-header
#endif

DRIVER_INITIALIZE DriverEntry;
