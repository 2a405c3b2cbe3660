/* SQLite's mutexes for a Windows driver: NewDriverMutexMethods is for SQLITE_CONFIG_MUTEX. */
#pragma once

#include <ntddk.h>
#include "sqlite3.h"

#define NEW_DRIVER_TAG_MUTEX 'XweN'

/* For sqlite3_config before sqlite3_initialize. A SQLite with SQLITE_THREADSAFE=0 has no mutexes and refuses these. */
extern const sqlite3_mutex_methods NewDriverMutexMethods;
