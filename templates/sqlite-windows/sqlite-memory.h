/* SQLite's allocator for a Windows driver: NewDriverMemoryMethods is for SQLITE_CONFIG_MALLOC. */
#pragma once

#include <ntddk.h>
#include "sqlite3.h"

#define NEW_DRIVER_TAG_MEMORY 'MweN'

typedef struct _NEW_DRIVER_MEMORY_USAGE {
    /* What SQLite holds now. */
    LONG64 Blocks;
    LONG64 Bytes;

    /* What it has asked for so far, counting what it did not get. */
    LONG64 Requests;
} NEW_DRIVER_MEMORY_USAGE, *PNEW_DRIVER_MEMORY_USAGE;

/* For sqlite3_config before sqlite3_initialize. */
extern const sqlite3_mem_methods NewDriverMemoryMethods;

/* After sqlite3_shutdown there are no blocks: if there are, something was not closed or not freed. */
VOID NewDriverMemoryUsage(_Out_ PNEW_DRIVER_MEMORY_USAGE Usage);

#ifdef NEW_DRIVER_FAULT_INJECTION
/* Counted from here, every n-th request fails, as it might in a machine that is short of pool. 0: none does. */
VOID NewDriverMemoryFailEvery(_In_ ULONG Nth);
#endif
