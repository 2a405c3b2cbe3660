/*
 * prefix: kd-linux-sqlite-vfs
 * title: SQLite in Linux: file system of one read-only file
 * topic: SQLite
 * description: A sqlite3_vfs over a database that is a constant of the module
 * includes: linux/delay.h, linux/errno.h, linux/random.h, linux/string.h, linux/timekeeping.h,
 *     sqlite3.h
 * needs: database, sqlite-call
 */
static int ${1:sample}_file_close(sqlite3_file *file)
{
	return SQLITE_OK;
}

static int ${1:sample}_file_read(sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
	sqlite3_int64 available = (sqlite3_int64)${1:sample}_database_size - offset;

	if (offset >= 0 && available >= length) {
		memcpy(buffer, ${1:sample}_database + offset, length);
		return SQLITE_OK;
	}
	/* SQLite wants zeros for what lies behind the end. */
	memset(buffer, 0, length);
	if (offset >= 0 && available > 0)
		memcpy(buffer, ${1:sample}_database + offset, available);
	return SQLITE_IOERR_SHORT_READ;
}

static int ${1:sample}_file_write(sqlite3_file *file, const void *buffer, int length,
			     sqlite3_int64 offset)
{
	return SQLITE_READONLY;
}

static int ${1:sample}_file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return SQLITE_READONLY;
}

static int ${1:sample}_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	*size = ${1:sample}_database_size;
	return SQLITE_OK;
}

/* For syncing as well: of a file that nobody changes there is nothing to lock or to write. */
static int ${1:sample}_file_lock(sqlite3_file *file, int level)
{
	return SQLITE_OK;
}

static int ${1:sample}_file_check_reserved_lock(sqlite3_file *file, int *is_reserved)
{
	*is_reserved = 0;
	return SQLITE_OK;
}

static int ${1:sample}_file_control(sqlite3_file *file, int operation, void *argument)
{
	return SQLITE_NOTFOUND;
}

static int ${1:sample}_file_sector_size(sqlite3_file *file)
{
	return 512;
}

/* Immutable: SQLite takes no locks and looks for no journal. */
static int ${1:sample}_file_characteristics(sqlite3_file *file)
{
	return SQLITE_IOCAP_IMMUTABLE;
}

static const sqlite3_io_methods ${1:sample}_file_methods = {
	.iVersion = 1,
	.xClose = ${1:sample}_file_close,
	.xRead = ${1:sample}_file_read,
	.xWrite = ${1:sample}_file_write,
	.xTruncate = ${1:sample}_file_truncate,
	.xSync = ${1:sample}_file_lock,
	.xFileSize = ${1:sample}_file_size,
	.xLock = ${1:sample}_file_lock,
	.xUnlock = ${1:sample}_file_lock,
	.xCheckReservedLock = ${1:sample}_file_check_reserved_lock,
	.xFileControl = ${1:sample}_file_control,
	.xSectorSize = ${1:sample}_file_sector_size,
	.xDeviceCharacteristics = ${1:sample}_file_characteristics,
};

static int ${1:sample}_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
		       int *flags_out)
{
	/*
	 * A file without methods is not closed after a failed open. Temporary files have no name.
	 */
	file->pMethods = NULL;
	if (!name || !(flags & SQLITE_OPEN_MAIN_DB) || (flags & SQLITE_OPEN_READWRITE))
		return SQLITE_CANTOPEN;
	file->pMethods = &${1:sample}_file_methods;
	if (flags_out)
		*flags_out = SQLITE_OPEN_READONLY;
	return SQLITE_OK;
}

static int ${1:sample}_delete(sqlite3_vfs *vfs, const char *name, int sync_directory)
{
	return SQLITE_READONLY;
}

static int ${1:sample}_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
	*result = 0;
	return SQLITE_OK;
}

static int ${1:sample}_full_pathname(sqlite3_vfs *vfs, const char *name, int length, char *full)
{
	return strscpy(full, name, length) < 0 ? SQLITE_CANTOPEN : SQLITE_OK;
}

static int ${1:sample}_randomness(sqlite3_vfs *vfs, int length, char *buffer)
{
	get_random_bytes(buffer, length);
	return length;
}

static int ${1:sample}_sleep(sqlite3_vfs *vfs, int microseconds)
{
	${1:sample}_sqlite_pause();
	usleep_range(microseconds, microseconds + microseconds / 4 + 1);
	${1:sample}_sqlite_resume();
	return microseconds;
}

/* SQLite counts milliseconds from noon on 24 November -4713, Linux from 1 January 1970. */
static int ${1:sample}_current_time(sqlite3_vfs *vfs, sqlite3_int64 *time)
{
	*time = ktime_get_real_ns() / NSEC_PER_MSEC + 24405875LL * 8640000LL;
	return SQLITE_OK;
}

static int ${1:sample}_get_last_error(sqlite3_vfs *vfs, int length, char *message)
{
	return 0;
}

/*
 * Not constant: SQLite links it into its list. Without xCurrentTime, which would compute with
 * floating point: SQLite takes xCurrentTimeInt64 where there is one.
 */
static sqlite3_vfs ${1:sample}_vfs = {
	.iVersion = 2,
	.szOsFile = sizeof(sqlite3_file),
	.mxPathname = 64,
	.zName = "${1:sample}",
	.xOpen = ${1:sample}_open,
	.xDelete = ${1:sample}_delete,
	.xAccess = ${1:sample}_access,
	.xFullPathname = ${1:sample}_full_pathname,
	.xRandomness = ${1:sample}_randomness,
	.xSleep = ${1:sample}_sleep,
	.xGetLastError = ${1:sample}_get_last_error,
	.xCurrentTimeInt64 = ${1:sample}_current_time,
};
