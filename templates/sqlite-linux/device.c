// SPDX-License-Identifier: GPL-2.0-only
/* The device: ioctls, whose memory is copied and whose lengths are checked here. */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "driver.h"

static struct newdriver *driver;

/* Runs a request whose input has been copied, and copies its output. */
static int newdriver_answer(struct newdriver_request *request, struct newdriver_run *run,
			    int (*routine)(struct newdriver_run *run))
{
	int status;

	/* Charged to who asks. Each byte that is counted as written has been: none has to be cleared. */
	run->output_length = request->output_length;
	run->output = kvmalloc(run->output_length, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!run->output)
		return -ENOMEM;

	status = routine(run);
	if (!status && copy_to_user(u64_to_user_ptr(request->output), run->output, run->written))
		status = -EFAULT;
	request->written = run->written;
	request->flags = run->more_rows ? NEW_DRIVER_MORE_ROWS : 0;
	kvfree(run->output);
	return status;
}

static long newdriver_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	struct newdriver_request __user *user = (struct newdriver_request __user *)argument;
	struct newdriver_run run = { .driver = driver, .may_write = file->f_mode & FMODE_WRITE };
	struct newdriver_request request;
	void *input;
	int status;

	if (command != NEW_DRIVER_IOC_RUN && command != NEW_DRIVER_IOC_LIST)
		return -ENOTTY;
	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (copy_from_user(&request, user, sizeof(request)))
		return -EFAULT;
	if (!request.output_length || request.output_length > NEW_DRIVER_LARGEST_OUTPUT)
		return -EINVAL;

	if (command == NEW_DRIVER_IOC_LIST) {
		status = newdriver_answer(&request, &run, newdriver_query_list);
	} else {
		if (request.input_length < sizeof(struct newdriver_query) ||
		    request.input_length > NEW_DRIVER_LARGEST_INPUT)
			return -EINVAL;
		input = vmemdup_user(u64_to_user_ptr(request.input), request.input_length);
		if (IS_ERR(input))
			return PTR_ERR(input);
		run.input = input;
		run.input_length = request.input_length;
		status = newdriver_answer(&request, &run, newdriver_query_run);
		kvfree(input);
	}

	if (!status && copy_to_user(user, &request, sizeof(request)))
		status = -EFAULT;
	return status;
}

static const struct file_operations newdriver_operations = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.unlocked_ioctl = newdriver_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

/* Root alone: queries cost time and memory, which are the machine's. A rule of udev's can let others in. */
static struct miscdevice newdriver_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "newdriver",
	.fops = &newdriver_operations,
	.mode = 0600,
};

int newdriver_device_register(struct newdriver *of)
{
	driver = of;
	return misc_register(&newdriver_device);
}

void newdriver_device_deregister(void)
{
	misc_deregister(&newdriver_device);
}
