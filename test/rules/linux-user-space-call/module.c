// unit: kind=linux-kernel
#include <linux/module.h>	// ok linux-user-space-call
#include <linux/slab.h>
#include <stdio.h>		// want linux-user-space-call error "<stdio.h> is a header of user space"
#include <unistd.h>		// want linux-user-space-call
#include "sample.h"

#ifndef __KERNEL__
#include <stdlib.h>		// ok linux-user-space-call
#endif

static LIST_HEAD(remove_list);

static int getpid(void)
{
	return 1;
}

static long sample_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	char *buf = malloc(cmd);		// want linux-user-space-call "malloc is a function of the C library (<stdlib.h>)"
	LIST_HEAD(free);

	printf("command %u\n", cmd);		// want linux-user-space-call
	list_add(&file->entry, &free);		// ok linux-user-space-call
	file->f_op->read(file, buf, cmd);	// ok linux-user-space-call
	close(cmd);				// want linux-user-space-call
	open("/etc/sample");			// ok linux-user-space-call
	kfree(buf);				// ok linux-user-space-call
	return getpid();			// ok linux-user-space-call
}

static int sample_errno(void)
{
	int err = errno;			// want linux-user-space-call "errno"
	return -err;
}

static int own_errno(int errno)
{
	return errno;				// ok linux-user-space-call
}

static void sample_setup(struct sample_ops *ops)
{
	ops->release = free;			// want linux-user-space-call "free of the C library"
	ops->alloc = kmalloc;			// ok linux-user-space-call
}

#ifdef BUILD_TEST_PROGRAM
static void sample_test(void)
{
	printf("test\n");			// ok linux-user-space-call
}
#endif
