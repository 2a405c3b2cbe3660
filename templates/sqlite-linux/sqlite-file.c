// SPDX-License-Identifier: GPL-2.0-only
/*
 * SQLite's file system over the files of one directory (file-io.c), to be opened by their names there. Files without a
 * name, which SQLite would have for what is temporary, there are none: SQLITE_TEMP_STORE keeps that in memory.
 *
 * A database is locked as a whole, from its open to its close, against other opens of this module's and against
 * processes that use SQLite. So nobody holds a lock whenever SQLite asks, and a journal that it finds is one of a
 * transaction that did not come to its end: it is rolled back.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/string.h>
#include "file-io.h"
#include "sqlite-vfs.h"

struct newdriver_file {
	/* First, for SQLite. */
	sqlite3_file base;

	struct file *file;

	/* Its name may not be on the disk yet. */
	bool is_new;
};

static struct newdriver_file *file_of(sqlite3_file *file)
{
	return container_of(file, struct newdriver_file, base);
}

static int file_close(sqlite3_file *file)
{
	newdriver_io_close(file_of(file)->file);
	return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
	ssize_t count = newdriver_io_read(file_of(file)->file, buffer, length, offset);

	if (count < 0)
		return SQLITE_IOERR_READ;
	if (count == length)
		return SQLITE_OK;

	/* SQLite wants zeros for what lies behind the end. */
	memset((u8 *)buffer + count, 0, length - count);
	return SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
	switch (newdriver_io_write(file_of(file)->file, buffer, length, offset)) {
	case 0:
		return SQLITE_OK;
	case -ENOSPC:
	case -EDQUOT:
		return SQLITE_FULL;
	default:
		return SQLITE_IOERR_WRITE;
	}
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return newdriver_io_truncate(file_of(file)->file, size) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int file_sync(sqlite3_file *file, int flags)
{
	struct newdriver_file *of = file_of(file);

	if (newdriver_io_sync(of->file, flags & SQLITE_SYNC_DATAONLY))
		return SQLITE_IOERR_FSYNC;

	/* A journal that is not found after a crash is none. */
	if (of->is_new && newdriver_io_sync_directory())
		return SQLITE_IOERR_DIR_FSYNC;
	of->is_new = false;
	return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	*size = i_size_read(file_inode(file_of(file)->file));
	return SQLITE_OK;
}

static int file_lock(sqlite3_file *file, int level)
{
	return SQLITE_OK;
}

static int file_check_reserved_lock(sqlite3_file *file, int *is_reserved)
{
	*is_reserved = 0;
	return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int operation, void *argument)
{
	return SQLITE_NOTFOUND;
}

/* What a disk may damage that loses its power while it writes. */
static int file_sector_size(sqlite3_file *file)
{
	return 4096;
}

static int file_characteristics(sqlite3_file *file)
{
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods file_methods = {
	.iVersion = 1,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_lock,
	.xCheckReservedLock = file_check_reserved_lock,
	.xFileControl = file_control,
	.xSectorSize = file_sector_size,
	.xDeviceCharacteristics = file_characteristics,
};

static int file_open_result(int status)
{
	switch (status) {
	case 0:
		return SQLITE_OK;
	case -ENOMEM:
		return SQLITE_NOMEM;
	case -EAGAIN:
		return SQLITE_BUSY;
	case -EACCES:
	case -EPERM:
		return SQLITE_PERM;
	case -ENOSPC:
	case -EDQUOT:
		return SQLITE_FULL;
	default:
		return SQLITE_CANTOPEN;
	}
}

static int file_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *flags_out)
{
	struct newdriver_file *of = file_of(file);
	int open_flags = flags & SQLITE_OPEN_READWRITE ? O_RDWR : O_RDONLY;
	int status;

	/* A file without methods is not closed after a failed open. */
	file->pMethods = NULL;
	if (!name)
		return SQLITE_CANTOPEN;
	if (flags & SQLITE_OPEN_CREATE)
		open_flags |= O_CREAT;
	if (flags & SQLITE_OPEN_EXCLUSIVE)
		open_flags |= O_EXCL;

	status = newdriver_io_open(name, open_flags, flags & SQLITE_OPEN_MAIN_DB, &of->file);
	if (status)
		return file_open_result(status);
	of->is_new = flags & SQLITE_OPEN_CREATE;
	file->pMethods = &file_methods;
	if (flags_out)
		*flags_out = flags;
	return SQLITE_OK;
}

static int file_delete(sqlite3_vfs *vfs, const char *name, int sync_directory)
{
	int status = newdriver_io_remove(name);

	if (status)
		return status == -ENOENT ? SQLITE_IOERR_DELETE_NOENT : SQLITE_IOERR_DELETE;
	if (sync_directory && newdriver_io_sync_directory())
		return SQLITE_IOERR_DIR_FSYNC;
	return SQLITE_OK;
}

/* Whoever may open the directory may read and write what is in it: it is the module's. */
static int file_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
	s64 size;
	int status = newdriver_io_size(name, &size);

	/* A journal that was only begun is empty, and none. */
	*result = !status && (flags != SQLITE_ACCESS_EXISTS || size > 0);
	return status && status != -ENOENT ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

sqlite3_vfs newdriver_file_vfs = {
	.iVersion = 2,
	.szOsFile = sizeof(struct newdriver_file),
	.mxPathname = NEW_DRIVER_LONGEST_NAME,
	.zName = "newdriver-file",
	.xOpen = file_open,
	.xDelete = file_delete,
	.xAccess = file_access,
	.xFullPathname = newdriver_vfs_full_pathname,
	.xRandomness = newdriver_vfs_randomness,
	.xSleep = newdriver_vfs_sleep,
	.xGetLastError = newdriver_vfs_last_error,
	.xCurrentTimeInt64 = newdriver_vfs_current_time,
};
