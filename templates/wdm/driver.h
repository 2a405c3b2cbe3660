/* Declarations that the driver's files share. */
#pragma once

#include <ntddk.h>
#include "newdriverctl.h"
#include "store.h"
#include "tags.h"
#include "trace.h"

typedef struct _NEW_DRIVER_EXTENSION {
    NEW_DRIVER_STORE Store;

    /* Changed by interlocked operations alone. */
    volatile LONG Handles;
} NEW_DRIVER_EXTENSION, *PNEW_DRIVER_EXTENSION;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD NewDriverUnload;

/* dispatch.c */
_Dispatch_type_(IRP_MJ_CREATE)
DRIVER_DISPATCH NewDriverCreate;

_Dispatch_type_(IRP_MJ_CLEANUP)
DRIVER_DISPATCH NewDriverCleanup;

_Dispatch_type_(IRP_MJ_CLOSE)
DRIVER_DISPATCH NewDriverClose;

_Dispatch_type_(IRP_MJ_READ)
DRIVER_DISPATCH NewDriverRead;

_Dispatch_type_(IRP_MJ_WRITE)
DRIVER_DISPATCH NewDriverWrite;

_Dispatch_type_(IRP_MJ_DEVICE_CONTROL)
DRIVER_DISPATCH NewDriverDeviceControl;
