/* SPDX-License-Identifier: GPL-2.0-only */
/* What programs open. */
#ifndef NEW_DRIVER_DEVICE_H
#define NEW_DRIVER_DEVICE_H

#include <linux/atomic.h>
#include <linux/miscdevice.h>

#include "store.h"

struct newdriver_device {
	struct miscdevice misc;
	struct newdriver_store store;
	/* Open files. */
	atomic_t opens;
};

/* Programs may open it from here on: the store is initialised. */
int newdriver_device_register(struct newdriver_device *device);

/* The module is unloaded, which nobody can do who has it open. */
void newdriver_device_unregister(struct newdriver_device *device);

#endif /* NEW_DRIVER_DEVICE_H */
