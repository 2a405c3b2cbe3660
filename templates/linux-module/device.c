// SPDX-License-Identifier: GPL-2.0-only
/*
 * The device's file operations. They look at what programs pass, copy it, and
 * leave the rest to the store. Calls of one open file may come at the same time.
 */
#include <linux/capability.h>
#include <linux/compat.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "device.h"
#include "newdriver_ioctl.h"

/* What a program has opened. */
struct newdriver_file {
	struct newdriver_device *device;
	/* Of reads and writes, in milliseconds; 0: none. */
	u32 timeout;
};

static int newdriver_open(struct inode *inode, struct file *file)
{
	/* That is what misc_open() leaves here. */
	struct miscdevice *misc = file->private_data;
	struct newdriver_file *opened;

	opened = kzalloc(sizeof(*opened), GFP_KERNEL_ACCOUNT);
	if (!opened)
		return -ENOMEM;
	opened->device = container_of(misc, struct newdriver_device, misc);
	atomic_inc(&opened->device->opens);
	file->private_data = opened;
	/* Messages have no position. */
	return stream_open(inode, file);
}

static int newdriver_release(struct inode *inode, struct file *file)
{
	struct newdriver_file *opened = file->private_data;

	atomic_dec(&opened->device->opens);
	kfree(opened);
	return 0;
}

/* How long a read or write may wait, in jiffies. */
static long timeout_of(const struct kiocb *iocb)
{
	const struct newdriver_file *opened = iocb->ki_filp->private_data;
	u32 timeout = READ_ONCE(opened->timeout);

	if ((iocb->ki_filp->f_flags & O_NONBLOCK) || (iocb->ki_flags & IOCB_NOWAIT))
		return 0;
	return timeout ? msecs_to_jiffies(timeout) : MAX_SCHEDULE_TIMEOUT;
}

/* With an iterator what readv() and writev() pass in parts is one message, too. */
static ssize_t newdriver_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct newdriver_file *opened = iocb->ki_filp->private_data;
	struct newdriver_store *store = &opened->device->store;
	struct newdriver_msg *msg;
	ssize_t size;

	if (iov_iter_count(to) == 0)
		return 0;
	msg = newdriver_store_take(store, iov_iter_count(to), timeout_of(iocb));
	if (IS_ERR(msg))
		return PTR_ERR(msg);
	if (copy_to_iter(msg->data, msg->size, to) != msg->size) {
		newdriver_store_put_back(store, msg);
		return -EFAULT;
	}
	size = msg->size;
	newdriver_msg_free(msg);
	return size;
}

static ssize_t newdriver_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct newdriver_file *opened = iocb->ki_filp->private_data;
	size_t count = iov_iter_count(from);
	struct newdriver_msg *msg;
	int error;

	if (count == 0)
		return 0;
	if (count > NEW_DRIVER_MESSAGE_BYTES)
		return -EMSGSIZE;
	msg = newdriver_msg_alloc(count);
	if (!msg)
		return -ENOMEM;
	if (copy_from_iter(msg->data, count, from) != count) {
		error = -EFAULT;
		goto free_message;
	}
	error = newdriver_store_append(&opened->device->store, msg, timeout_of(iocb));
	if (error)
		goto free_message;
	return count;

free_message:
	newdriver_msg_free(msg);
	return error;
}

static __poll_t newdriver_poll(struct file *file, poll_table *wait)
{
	struct newdriver_file *opened = file->private_data;
	struct newdriver_store *store = &opened->device->store;
	__poll_t mask = 0;

	poll_wait(file, &store->readers, wait);
	poll_wait(file, &store->writers, wait);
	if (newdriver_store_has_message(store))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (newdriver_store_has_room(store))
		mask |= EPOLLOUT | EPOLLWRNORM;
	return mask;
}

static int get_status(struct newdriver_device *device, void __user *arg)
{
	/* All of it goes to the program: not a byte may be what was on the stack. */
	struct newdriver_status status = {};
	int error;

	error = newdriver_store_status(&device->store, &status);
	if (error)
		return error;
	status.opens = atomic_read(&device->opens);
	return copy_to_user(arg, &status, sizeof(status)) ? -EFAULT : 0;
}

static long newdriver_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct newdriver_file *opened = file->private_data;
	struct newdriver_device *device = opened->device;
	u32 __user *number = (u32 __user *)arg;
	u32 value;

	switch (cmd) {
	case NEW_DRIVER_IOC_VERSION:
		return put_user(NEW_DRIVER_ABI_VERSION, number);
	case NEW_DRIVER_IOC_STATUS:
		return get_status(device, (void __user *)arg);
	case NEW_DRIVER_IOC_CLEAR:
		/* The number of an ioctl says how data goes, not who may use it. */
		if (!(file->f_mode & FMODE_WRITE))
			return -EBADF;
		return newdriver_store_clear(&device->store);
	case NEW_DRIVER_IOC_SET_TIMEOUT:
		if (get_user(value, number))
			return -EFAULT;
		WRITE_ONCE(opened->timeout, value);
		return 0;
	case NEW_DRIVER_IOC_SET_LIMIT:
		/* Memory of the kernel: an open file that was passed on is not enough. */
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		if (get_user(value, number))
			return -EFAULT;
		return newdriver_store_set_limit(&device->store, value);
	default:
		return -ENOTTY;
	}
}

static const struct file_operations newdriver_fops = {
	/* Keeps the module loaded while a file is open. */
	.owner = THIS_MODULE,
	.open = newdriver_open,
	.release = newdriver_release,
	.read_iter = newdriver_read_iter,
	.write_iter = newdriver_write_iter,
	.poll = newdriver_poll,
	.unlocked_ioctl = newdriver_ioctl,
	/* Structures are the same for programs of 32 bits; pointers are not. */
	.compat_ioctl = compat_ptr_ioctl,
};

int newdriver_device_register(struct newdriver_device *device)
{
	atomic_set(&device->opens, 0);
	device->misc.minor = MISC_DYNAMIC_MINOR;
	device->misc.name = KBUILD_MODNAME;
	device->misc.fops = &newdriver_fops;
	/* For root alone. A udev rule lets a group in, see README.md. */
	device->misc.mode = 0600;
	return misc_register(&device->misc);
}

void newdriver_device_unregister(struct newdriver_device *device)
{
	misc_deregister(&device->misc);
}
