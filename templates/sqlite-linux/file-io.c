// SPDX-License-Identifier: GPL-2.0-only
/*
 * The files of one directory. All is done by a worker thread while the thread that runs SQLite waits:
 *
 * - for its stack. SQLite has used most of its own, and a file system takes some KB for a write, as may what is below
 *   it. (XFS hands work over for this reason too.)
 * - for its credentials. The files are the module's: who may ask for them is decided at the device, and not by the
 *   identity, the limits (RLIMIT_FSIZE), the signals or the namespaces of the process whose query happens to be first.
 *   Workers have the kernel's.
 *
 * Names are names of files in the directory, nothing else: no path leads out of it, and no symbolic link is followed.
 */
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/string.h>
#include <linux/version.h>
#include <linux/workqueue.h>
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#include <linux/filelock.h>
#endif
#include "file-io.h"
#include "sqlite-call.h"

/* Where SQLite in processes has its locks: they find the database locked as long as the module has all of them. */
#define FIRST_LOCK_BYTE 0x40000000
#define LOCK_BYTES 512

static struct file *directory;
static struct workqueue_struct *queue;

/* A request; what its function does not need is zero. */
struct newdriver_io {
	struct work_struct work;
	ssize_t (*function)(struct newdriver_io *io);
	const char *name;
	struct file *file;
	void *buffer;
	size_t length;
	loff_t offset;
	int flags;
	ssize_t result;
};

static void newdriver_io_work(struct work_struct *work)
{
	struct newdriver_io *io = container_of(work, struct newdriver_io, work);

	io->result = io->function(io);
}

static ssize_t newdriver_io_run(struct newdriver_io *io)
{
	newdriver_sqlite_pause();
	INIT_WORK_ONSTACK(&io->work, newdriver_io_work);
	queue_work(queue, &io->work);
	flush_work(&io->work);
	destroy_work_on_stack(&io->work);
	newdriver_sqlite_resume();
	return io->result;
}

int newdriver_io_start(const char *path)
{
	struct file *opened = filp_open(path, O_RDONLY | O_DIRECTORY, 0);

	if (IS_ERR(opened))
		return PTR_ERR(opened);
	queue = alloc_workqueue("newdriver", WQ_UNBOUND, 0);
	if (!queue) {
		filp_close(opened, NULL);
		return -ENOMEM;
	}
	directory = opened;
	return 0;
}

void newdriver_io_stop(void)
{
	if (!directory)
		return;
	destroy_workqueue(queue);
	filp_close(directory, NULL);
	directory = NULL;

	/* Of what kernel threads close the rest is done later. Without this the file system might not be unmounted yet. */
	flush_delayed_fput();
}

static bool is_name(const char *name)
{
	return *name && strcmp(name, ".") && strcmp(name, "..") && !strchr(name, '/') &&
	       strlen(name) < NEW_DRIVER_LONGEST_NAME;
}

static struct file *newdriver_open_below(const char *name, int flags)
{
	if (!is_name(name))
		return ERR_PTR(-EINVAL);
	/* Opening a pipe would wait for who writes to it. */
	return file_open_root(&directory->f_path, name, flags | O_NOFOLLOW | O_NONBLOCK | O_LARGEFILE, 0600);
}

static int newdriver_lock(struct file *file)
{
	struct file_lock *lock = locks_alloc_lock();
	unsigned char type = file->f_mode & FMODE_WRITE ? F_WRLCK : F_RDLCK;
	int status;

	if (!lock)
		return -ENOMEM;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 9, 0)
	lock->c.flc_flags = FL_POSIX;
	lock->c.flc_type = type;
	lock->c.flc_owner = file;
	lock->c.flc_pid = current->tgid;
	lock->c.flc_file = file;
#else
	lock->fl_flags = FL_POSIX;
	lock->fl_type = type;
	lock->fl_owner = file;
	lock->fl_pid = current->tgid;
	lock->fl_file = file;
#endif
	lock->fl_start = FIRST_LOCK_BYTE;
	lock->fl_end = FIRST_LOCK_BYTE + LOCK_BYTES - 1;
	status = vfs_lock_file(file, F_SETLK, lock, NULL);
	locks_free_lock(lock);
	return status;
}

static ssize_t newdriver_do_open(struct newdriver_io *io)
{
	struct file *file = newdriver_open_below(io->name, io->flags);
	int status = 0;

	if (IS_ERR(file))
		return PTR_ERR(file);
	if (!S_ISREG(file_inode(file)->i_mode))
		status = -EINVAL;
	else if (io->length)
		status = newdriver_lock(file);
	if (status) {
		filp_close(file, file);
		return status;
	}
	io->file = file;
	return 0;
}

int newdriver_io_open(const char *name, int flags, bool is_database, struct file **file)
{
	struct newdriver_io io = {
		.function = newdriver_do_open,
		.name = name,
		.flags = flags,
		.length = is_database,
	};
	int status = newdriver_io_run(&io);

	*file = io.file;
	return status;
}

/* With the file as its owner the lock goes with it. */
static ssize_t newdriver_do_close(struct newdriver_io *io)
{
	return filp_close(io->file, io->file);
}

void newdriver_io_close(struct file *file)
{
	struct newdriver_io io = { .function = newdriver_do_close, .file = file };

	/* What the file system says of it now it has said of the last sync, or nobody has relied on it. */
	newdriver_io_run(&io);
}

static ssize_t newdriver_do_read(struct newdriver_io *io)
{
	size_t done = 0;
	ssize_t count;

	while (done < io->length) {
		count = kernel_read(io->file, io->buffer + done, io->length - done, &io->offset);
		if (count < 0)
			return count;
		if (!count)
			break;
		done += count;
	}
	return done;
}

ssize_t newdriver_io_read(struct file *file, void *buffer, size_t length, loff_t offset)
{
	struct newdriver_io io = {
		.function = newdriver_do_read,
		.file = file,
		.buffer = buffer,
		.length = length,
		.offset = offset,
	};

	return newdriver_io_run(&io);
}

static ssize_t newdriver_do_write(struct newdriver_io *io)
{
	size_t done = 0;
	ssize_t count;

	while (done < io->length) {
		count = kernel_write(io->file, io->buffer + done, io->length - done, &io->offset);
		if (count < 0)
			return count;
		if (!count)
			return -EIO;
		done += count;
	}
	return 0;
}

int newdriver_io_write(struct file *file, const void *buffer, size_t length, loff_t offset)
{
	struct newdriver_io io = {
		.function = newdriver_do_write,
		.file = file,
		.buffer = (void *)buffer,
		.length = length,
		.offset = offset,
	};

	return newdriver_io_run(&io);
}

static ssize_t newdriver_do_truncate(struct newdriver_io *io)
{
	return vfs_truncate(&io->file->f_path, io->offset);
}

int newdriver_io_truncate(struct file *file, loff_t size)
{
	struct newdriver_io io = { .function = newdriver_do_truncate, .file = file, .offset = size };

	return newdriver_io_run(&io);
}

static ssize_t newdriver_do_sync(struct newdriver_io *io)
{
	return vfs_fsync(io->file, io->flags);
}

int newdriver_io_sync(struct file *file, bool is_data_only)
{
	struct newdriver_io io = { .function = newdriver_do_sync, .file = file, .flags = is_data_only };

	return newdriver_io_run(&io);
}

int newdriver_io_sync_directory(void)
{
	return newdriver_io_sync(directory, false);
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 19, 0)

static int newdriver_unlink(struct dentry *parent, const char *name)
{
	struct dentry *dentry = start_removing_noperm(parent, &QSTR(name));
	int status;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	status = vfs_unlink(mnt_idmap(directory->f_path.mnt), d_inode(parent), dentry, NULL);
	end_removing(dentry);
	return status;
}

#else

static struct dentry *newdriver_lookup(struct dentry *parent, const char *name)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 16, 0)
	return lookup_noperm(&QSTR(name), parent);
#else
	return lookup_one_len(name, parent, strlen(name));
#endif
}

static int newdriver_unlink(struct dentry *parent, const char *name)
{
	struct inode *inode = d_inode(parent);
	struct dentry *dentry;
	int status;

	inode_lock_nested(inode, I_MUTEX_PARENT);
	dentry = newdriver_lookup(parent, name);
	if (IS_ERR(dentry)) {
		status = PTR_ERR(dentry);
	} else {
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
		status = d_is_negative(dentry) ?
			 -ENOENT : vfs_unlink(mnt_idmap(directory->f_path.mnt), inode, dentry, NULL);
#else
		status = d_is_negative(dentry) ?
			 -ENOENT : vfs_unlink(mnt_user_ns(directory->f_path.mnt), inode, dentry, NULL);
#endif
		dput(dentry);
	}
	inode_unlock(inode);
	return status;
}

#endif

static ssize_t newdriver_do_remove(struct newdriver_io *io)
{
	int status;

	if (!is_name(io->name))
		return -EINVAL;
	status = mnt_want_write(directory->f_path.mnt);
	if (status)
		return status;
	status = newdriver_unlink(directory->f_path.dentry, io->name);
	mnt_drop_write(directory->f_path.mnt);
	return status;
}

int newdriver_io_remove(const char *name)
{
	struct newdriver_io io = { .function = newdriver_do_remove, .name = name };

	return newdriver_io_run(&io);
}

static ssize_t newdriver_do_size(struct newdriver_io *io)
{
	struct file *file = newdriver_open_below(io->name, O_PATH);

	if (IS_ERR(file))
		return PTR_ERR(file);
	io->offset = i_size_read(file_inode(file));
	filp_close(file, NULL);
	return 0;
}

int newdriver_io_size(const char *name, s64 *size)
{
	struct newdriver_io io = { .function = newdriver_do_size, .name = name };
	int status = newdriver_io_run(&io);

	*size = io.offset;
	return status;
}
