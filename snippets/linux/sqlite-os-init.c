/*
 * prefix: kd-linux-sqlite-os-init
 * title: SQLite in Linux: sqlite3_os_init and sqlite3_os_end
 * topic: SQLite
 * description: With SQLITE_OS_OTHER these two are the module's; without a file system
 *     sqlite3_initialize fails
 * includes: sqlite3.h
 * needs: sqlite-parts
 */
/*
 * sqlite3_initialize calls it, and sqlite3_shutdown the other one; a header of SQLite's own has
 * them.
 */
int sqlite3_os_init(void);
int sqlite3_os_end(void);

int sqlite3_os_init(void)
{
	return sqlite3_vfs_register(&${1:sample}_vfs, 1);
}

int sqlite3_os_end(void)
{
	return sqlite3_vfs_unregister(&${1:sample}_vfs);
}
