// SPDX-License-Identifier: GPL-2.0-only
/*
 * A file system of one file: the database that the module has in itself (database.c, or database-file.S). It never
 * changes, so SQLite is told that it is immutable and neither locks it nor looks for a journal.
 */
#include <linux/delay.h>
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/random.h>
#include <linux/string.h>
#include "database.h"
#include "sqlite-call.h"
#include "sqlite-vfs.h"

/* From noon on 24 November -4713 to 1 January 1970: SQLite counts milliseconds from the one, Linux from the other. */
#define JULIAN_MILLISECONDS_1970 (24405875LL * 8640000LL)

static int embedded_close(sqlite3_file *file)
{
	return SQLITE_OK;
}

static int embedded_read(sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
	sqlite3_int64 there = clamp_t(sqlite3_int64, newdriver_database_size - offset, 0, length);

	memcpy(buffer, newdriver_database + offset, there);
	if (there == length)
		return SQLITE_OK;

	/* SQLite wants zeros for what lies behind the end. */
	memset((u8 *)buffer + there, 0, length - there);
	return SQLITE_IOERR_SHORT_READ;
}

static int embedded_write(sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
	return SQLITE_READONLY;
}

static int embedded_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return SQLITE_READONLY;
}

static int embedded_sync(sqlite3_file *file, int flags)
{
	return SQLITE_OK;
}

static int embedded_size(sqlite3_file *file, sqlite3_int64 *size)
{
	*size = newdriver_database_size;
	return SQLITE_OK;
}

static int embedded_lock(sqlite3_file *file, int level)
{
	return SQLITE_OK;
}

static int embedded_check_reserved_lock(sqlite3_file *file, int *is_reserved)
{
	*is_reserved = 0;
	return SQLITE_OK;
}

static int embedded_control(sqlite3_file *file, int operation, void *argument)
{
	return SQLITE_NOTFOUND;
}

static int embedded_sector_size(sqlite3_file *file)
{
	return 512;
}

static int embedded_characteristics(sqlite3_file *file)
{
	return SQLITE_IOCAP_IMMUTABLE;
}

static const sqlite3_io_methods embedded_methods = {
	.iVersion = 1,
	.xClose = embedded_close,
	.xRead = embedded_read,
	.xWrite = embedded_write,
	.xTruncate = embedded_truncate,
	.xSync = embedded_sync,
	.xFileSize = embedded_size,
	.xLock = embedded_lock,
	.xUnlock = embedded_lock,
	.xCheckReservedLock = embedded_check_reserved_lock,
	.xFileControl = embedded_control,
	.xSectorSize = embedded_sector_size,
	.xDeviceCharacteristics = embedded_characteristics,
};

static int embedded_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *flags_out)
{
	/* A file without methods is not closed after a failed open. */
	file->pMethods = NULL;
	if (!name || !(flags & SQLITE_OPEN_MAIN_DB) || (flags & SQLITE_OPEN_READWRITE))
		return SQLITE_CANTOPEN;
	file->pMethods = &embedded_methods;
	if (flags_out)
		*flags_out = SQLITE_OPEN_READONLY;
	return SQLITE_OK;
}

static int embedded_delete(sqlite3_vfs *vfs, const char *name, int sync_directory)
{
	return SQLITE_READONLY;
}

static int embedded_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
	*result = 0;
	return SQLITE_OK;
}

sqlite3_vfs newdriver_vfs = {
	.iVersion = 2,
	.szOsFile = sizeof(sqlite3_file),
	.mxPathname = 64,
	.zName = "newdriver",
	.xOpen = embedded_open,
	.xDelete = embedded_delete,
	.xAccess = embedded_access,
	.xFullPathname = newdriver_vfs_full_pathname,
	.xRandomness = newdriver_vfs_randomness,
	.xSleep = newdriver_vfs_sleep,
	.xGetLastError = newdriver_vfs_last_error,
	.xCurrentTimeInt64 = newdriver_vfs_current_time,
};

int newdriver_vfs_full_pathname(sqlite3_vfs *vfs, const char *name, int length, char *full_name)
{
	return strscpy(full_name, name, length) < 0 ? SQLITE_CANTOPEN : SQLITE_OK;
}

int newdriver_vfs_randomness(sqlite3_vfs *vfs, int length, char *buffer)
{
	get_random_bytes(buffer, length);
	return length;
}

int newdriver_vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
	newdriver_sqlite_pause();
	fsleep(microseconds);
	newdriver_sqlite_resume();
	return microseconds;
}

/* Since there is this one SQLite does not ask for xCurrentTime, whose result would be a double. */
int newdriver_vfs_current_time(sqlite3_vfs *vfs, sqlite3_int64 *time)
{
	*time = ktime_to_ms(ktime_get_real()) + JULIAN_MILLISECONDS_1970;
	return SQLITE_OK;
}

int newdriver_vfs_last_error(sqlite3_vfs *vfs, int length, char *message)
{
	return 0;
}

/* With SQLITE_OS_OTHER these two are the module's: sqlite3_initialize() and sqlite3_shutdown() call them. */
int sqlite3_os_init(void)
{
	int result = sqlite3_vfs_register(&newdriver_vfs, 1);

	return result == SQLITE_OK ? sqlite3_vfs_register(&newdriver_file_vfs, 0) : result;
}

int sqlite3_os_end(void)
{
	return SQLITE_OK;
}
