/*
 * prefix: kd-sqlite-os-init
 * title: SQLite: sqlite3_os_init and sqlite3_os_end
 * topic: SQLite
 * description: With SQLITE_OS_OTHER these two are the driver's; without a file system sqlite3_initialize fails
 * needs: sqlite-parts
 * includes: sqlite3.h
 */
/* sqlite3_initialize calls it, and sqlite3_shutdown the other one. */
EXTERN_C int sqlite3_os_init(void)
{
    return sqlite3_vfs_register(&${1:Sample}Vfs, 1);
}

EXTERN_C int sqlite3_os_end(void)
{
    return sqlite3_vfs_unregister(&${1:Sample}Vfs);
}
