/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * SQLite's file systems for a Linux module. sqlite3_initialize() registers both, through sqlite3_os_init() of
 * sqlite-vfs.c.
 */
#ifndef NEW_DRIVER_SQLITE_VFS_H
#define NEW_DRIVER_SQLITE_VFS_H

#include "sqlite-options.h"
#include "sqlite3.h"

/*
 * Has one file, the database in the module, to be opened with SQLITE_OPEN_READONLY under any name. Not const: SQLite
 * links registered file systems through pNext.
 */
extern sqlite3_vfs newdriver_vfs;

/* Has the files of a directory: sqlite-file.h. */
extern sqlite3_vfs newdriver_file_vfs;

/* What both have. */
int newdriver_vfs_full_pathname(sqlite3_vfs *vfs, const char *name, int length, char *full_name);
int newdriver_vfs_randomness(sqlite3_vfs *vfs, int length, char *buffer);
int newdriver_vfs_sleep(sqlite3_vfs *vfs, int microseconds);
int newdriver_vfs_current_time(sqlite3_vfs *vfs, sqlite3_int64 *time);
int newdriver_vfs_last_error(sqlite3_vfs *vfs, int length, char *message);

#endif
