/*
 * SQLite's file system for a Windows driver: it has one file, the database in the driver's image, to be opened with
 * SQLITE_OPEN_READONLY under any name. sqlite3_initialize registers it, through sqlite3_os_init of sqlite-vfs.c.
 */
#pragma once

#include <ntddk.h>
#include "sqlite3.h"

/* Not const: SQLite links registered file systems through pNext. */
extern sqlite3_vfs NewDriverVfs;
