/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * What the module, its daemon and programs share: generic netlink on one side of the module, ioctl
 * on the other.
 */
#ifndef _UAPI_NEW_DRIVER_H
#define _UAPI_NEW_DRIVER_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* In bytes, with the one that ends it. */
#define NEW_DRIVER_NAME_SIZE	64

/* Quirks of a device. */
#define NEW_DRIVER_NO_MSI	(1U << 0)
#define NEW_DRIVER_SLOW_RESET	(1U << 1)
#define NEW_DRIVER_NO_POWERDOWN	(1U << 2)
#define NEW_DRIVER_ALL_QUIRKS \
	(NEW_DRIVER_NO_MSI | NEW_DRIVER_SLOW_RESET | NEW_DRIVER_NO_POWERDOWN)

/*
 * Generic netlink. A daemon registers, is asked, and answers; the module forgets it when its socket
 * is closed. Commands of the daemon need CAP_NET_ADMIN in the initial user namespace, and the
 * initial network namespace.
 */
#define NEW_DRIVER_FAMILY	"NEW_ANSWER_GENL"
#define NEW_DRIVER_VERSION	1

enum newdriver_command {
	NEW_DRIVER_CMD_UNSPEC,
	/* From the daemon, without attributes. EBUSY: another one is registered. */
	NEW_DRIVER_CMD_REGISTER,
	/* To the daemon: ID, VENDOR, DEVICE. */
	NEW_DRIVER_CMD_ASK,
	/*
	 * From the daemon: ID, RESULT, and where that is FOUND also FLAGS and NAME. ENOENT: nobody
	 * waits for it, any more or at all. EPERM: another daemon is registered, or none.
	 */
	NEW_DRIVER_CMD_ANSWER,
	/* From the daemon, without attributes: what it has answered before is not true any more. */
	NEW_DRIVER_CMD_FORGET,
};

enum newdriver_attribute {
	NEW_DRIVER_ATTR_UNSPEC,
	/* u32: of a question, and of its answer. */
	NEW_DRIVER_ATTR_ID,
	/* u16 */
	NEW_DRIVER_ATTR_VENDOR,
	/* u16 */
	NEW_DRIVER_ATTR_DEVICE,
	/* u32: enum newdriver_result */
	NEW_DRIVER_ATTR_RESULT,
	/* u32: NEW_DRIVER_NO_MSI and so on */
	NEW_DRIVER_ATTR_FLAGS,
	/* string */
	NEW_DRIVER_ATTR_NAME,
	__NEW_DRIVER_ATTR_AFTER_LAST,
	NEW_DRIVER_ATTR_MAX = __NEW_DRIVER_ATTR_AFTER_LAST - 1,
};

enum newdriver_result {
	NEW_DRIVER_RESULT_FOUND,
	/* The device is not in the database. */
	NEW_DRIVER_RESULT_UNKNOWN,
	/* The daemon could not find out. */
	NEW_DRIVER_RESULT_FAILED,
	__NEW_DRIVER_RESULT_AFTER_LAST,
	NEW_DRIVER_RESULT_MAX = __NEW_DRIVER_RESULT_AFTER_LAST - 1,
};

/* Of programs, on /dev/newdriver. */
struct newdriver_lookup {
	/* In. */
	__u16 vendor;
	__u16 device;
	/* Out: NEW_DRIVER_NO_MSI and so on. */
	__u32 flags;
	/* Out, with zeros to its end. */
	char name[NEW_DRIVER_NAME_SIZE];
};

/*
 * ENOENT: the device is not in the database. ENOTCONN: no daemon is there. ECONNRESET: it went away
 * meanwhile. ETIMEDOUT: it did not answer in time. EIO: it could not find out. EBUSY: too much is
 * being asked. With O_NONBLOCK, EAGAIN: not known yet; poll() tells when to ask again.
 */
#define NEW_DRIVER_IOC_LOOKUP	_IOWR('N', 0xd0, struct newdriver_lookup)

#endif
