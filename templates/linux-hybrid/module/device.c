// SPDX-License-Identifier: GPL-2.0-only
/*
 * /dev/newdriver, by which programs ask for quirks. With O_NONBLOCK a question that the cache
 * cannot answer is one that the program comes back for: one at a time for each open file.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "internal.h"

enum newdriver_client_state {
	NEW_DRIVER_CLIENT_IDLE,
	NEW_DRIVER_CLIENT_ASKED,
	NEW_DRIVER_CLIENT_ANSWERED,
};

/* An open file. A lookup that is under way holds it, as the file may be closed before. */
struct newdriver_client {
	struct kref references;
	wait_queue_head_t changed;
	/* Guards all that follows. */
	spinlock_t lock;
	enum newdriver_client_state state;
	struct newdriver_id device;
	int error;
	struct newdriver_quirks quirks;
};

static void newdriver_client_free(struct kref *references)
{
	kfree(container_of(references, struct newdriver_client, references));
}

static void newdriver_client_put(struct newdriver_client *client)
{
	kref_put(&client->references, newdriver_client_free);
}

static int newdriver_open(struct inode *inode, struct file *file)
{
	struct newdriver_client *client = kzalloc(sizeof(*client), GFP_KERNEL);

	if (!client)
		return -ENOMEM;
	kref_init(&client->references);
	init_waitqueue_head(&client->changed);
	spin_lock_init(&client->lock);
	file->private_data = client;
	return nonseekable_open(inode, file);
}

static int newdriver_release(struct inode *inode, struct file *file)
{
	newdriver_client_put(file->private_data);
	return 0;
}

static void newdriver_client_found(void *context, int error, const struct newdriver_quirks *quirks)
{
	struct newdriver_client *client = context;

	spin_lock(&client->lock);
	client->state = NEW_DRIVER_CLIENT_ANSWERED;
	client->error = error;
	if (!error)
		client->quirks = *quirks;
	spin_unlock(&client->lock);
	wake_up_interruptible_poll(&client->changed,
				   EPOLLIN | EPOLLRDNORM | EPOLLOUT | EPOLLWRNORM);
	newdriver_client_put(client);
}

/* The answer that was asked for before, or -EAGAIN after the question has been asked. */
static int newdriver_client_find(struct newdriver_client *client, const struct newdriver_id *device,
				 struct newdriver_quirks *quirks)
{
	bool same;
	int error;

	spin_lock(&client->lock);
	same = client->device.vendor == device->vendor && client->device.device == device->device;
	if (client->state == NEW_DRIVER_CLIENT_ASKED) {
		error = same ? -EAGAIN : -EBUSY;
	} else if (client->state == NEW_DRIVER_CLIENT_ANSWERED && same) {
		client->state = NEW_DRIVER_CLIENT_IDLE;
		error = client->error;
		if (!error)
			*quirks = client->quirks;
	} else {
		/*
		 * Under the lock, so that the answer does not come before the state says that it is
		 * awaited.
		 */
		kref_get(&client->references);
		error = newdriver_quirks_find(device, quirks, newdriver_client_found, client);
		if (error == -EINPROGRESS) {
			client->state = NEW_DRIVER_CLIENT_ASKED;
			client->device = *device;
			error = -EAGAIN;
		} else {
			client->state = NEW_DRIVER_CLIENT_IDLE;
			/* Not the last reference: the file has one. */
			newdriver_client_put(client);
		}
	}
	spin_unlock(&client->lock);
	return error;
}

static long newdriver_lookup(struct file *file, struct newdriver_lookup __user *argument)
{
	struct newdriver_lookup lookup;
	struct newdriver_quirks quirks;
	struct newdriver_id device;
	int error;

	if (copy_from_user(&lookup, argument, sizeof(lookup)))
		return -EFAULT;
	device.vendor = lookup.vendor;
	device.device = lookup.device;
	if (file->f_flags & O_NONBLOCK)
		error = newdriver_client_find(file->private_data, &device, &quirks);
	else
		error = newdriver_quirks_get(&device, &quirks);
	if (error)
		return error;
	lookup.flags = quirks.flags;
	strscpy_pad(lookup.name, quirks.name, sizeof(lookup.name));
	return copy_to_user(argument, &lookup, sizeof(lookup)) ? -EFAULT : 0;
}

static long newdriver_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	switch (command) {
	case NEW_DRIVER_IOC_LOOKUP:
		return newdriver_lookup(file, (struct newdriver_lookup __user *)argument);
	default:
		return -ENOTTY;
	}
}

/* Readable where an answer waits, writable where a question may be asked. */
static __poll_t newdriver_poll(struct file *file, poll_table *wait)
{
	struct newdriver_client *client = file->private_data;
	__poll_t events = 0;

	poll_wait(file, &client->changed, wait);
	spin_lock(&client->lock);
	if (client->state != NEW_DRIVER_CLIENT_ASKED)
		events |= EPOLLOUT | EPOLLWRNORM;
	if (client->state == NEW_DRIVER_CLIENT_ANSWERED)
		events |= EPOLLIN | EPOLLRDNORM;
	spin_unlock(&client->lock);
	return events;
}

static const struct file_operations newdriver_fops = {
	.owner = THIS_MODULE,
	.open = newdriver_open,
	.release = newdriver_release,
	.unlocked_ioctl = newdriver_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.poll = newdriver_poll,
};

/* Root alone: who may ask may keep the daemon busy. */
static struct miscdevice newdriver_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &newdriver_fops,
	.mode = 0600,
};

int __init newdriver_device_init(void)
{
	return misc_register(&newdriver_device);
}

void newdriver_device_exit(void)
{
	misc_deregister(&newdriver_device);
}
