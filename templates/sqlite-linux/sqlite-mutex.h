/* SPDX-License-Identifier: GPL-2.0-only */
/* SQLite's mutexes for a Linux module: newdriver_mutex_methods is for SQLITE_CONFIG_MUTEX. */
#ifndef NEW_DRIVER_SQLITE_MUTEX_H
#define NEW_DRIVER_SQLITE_MUTEX_H

#include "sqlite-options.h"
#include "sqlite3.h"

/* For sqlite3_config() before sqlite3_initialize(). A SQLite with SQLITE_THREADSAFE=0 has no mutexes and refuses these. */
extern const sqlite3_mutex_methods newdriver_mutex_methods;

#endif
