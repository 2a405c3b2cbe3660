/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The files of one directory, for SQLite to call: each function pauses SQLite and does its work on another thread.
 * They return 0 or more, or an error.
 */
#ifndef NEW_DRIVER_FILE_IO_H
#define NEW_DRIVER_FILE_IO_H

#include <linux/types.h>

struct file;

/* With its zero, and with the "-journal" that SQLite puts behind a database's. */
#define NEW_DRIVER_LONGEST_NAME 64

/* The directory is looked up where who calls this looks files up, and stays the same one from then on. */
int newdriver_io_start(const char *directory);

/* When all files are closed. Without newdriver_io_start() it does nothing. */
void newdriver_io_stop(void);

/*
 * Opens a regular file of the directory, with O_RDWR or O_RDONLY, O_CREAT, O_EXCL. With is_database it is locked too;
 * -EAGAIN: somebody else has it locked.
 */
int newdriver_io_open(const char *name, int flags, bool is_database, struct file **file);
void newdriver_io_close(struct file *file);

/* The number of bytes, which is less than length at the end of the file alone. */
ssize_t newdriver_io_read(struct file *file, void *buffer, size_t length, loff_t offset);

/* Writes all of it, or fails. */
int newdriver_io_write(struct file *file, const void *buffer, size_t length, loff_t offset);
int newdriver_io_truncate(struct file *file, loff_t size);

/* With is_data_only times need not be on the disk; what it takes to find the data is. */
int newdriver_io_sync(struct file *file, bool is_data_only);
int newdriver_io_sync_directory(void);

/* -ENOENT: there is no such file. */
int newdriver_io_remove(const char *name);
int newdriver_io_size(const char *name, s64 *size);

#endif
