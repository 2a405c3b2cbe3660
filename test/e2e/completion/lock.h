#pragma once

#include <ntddk.h>

typedef struct _LOCKED_FILE {
    KSPIN_LOCK Lock;
    HANDLE Handle;
} LOCKED_FILE, *PLOCKED_FILE;
