/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * What the module and the programs that talk to it share. Programs that are
 * built with it stay: fields are added at the end of structures whose ioctl
 * has a number of its own, and nothing that is here changes its meaning.
 * Types have the same size and alignment for programs of 32 and of 64 bits.
 */
#ifndef NEW_DRIVER_IOCTL_H
#define NEW_DRIVER_IOCTL_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define NEW_DRIVER_PATH "/dev/newdriver"

/* A write of 1 to so many bytes is one message; a read takes the oldest one. */
#define NEW_DRIVER_MESSAGE_BYTES 1024

/* The most messages that may ever be let wait. */
#define NEW_DRIVER_LIMIT_MAX 4096

/* Counts what was added to this file since the first version. */
#define NEW_DRIVER_ABI_VERSION 1

struct newdriver_status {
	/* Messages that wait, their bytes, and how many may. */
	__u32 messages;
	__u32 bytes;
	__u32 limit;
	/* Open files, the caller's among them. */
	__u32 opens;
	/* Messages since the module was loaded. */
	__u64 written;
	__u64 taken;
	__u64 expired;
};

/*
 * A type that is free in Documentation/userspace-api/ioctl/ioctl-number.rst.
 * Two drivers may have the same one: strace would then name the wrong ioctl.
 */
#define NEW_DRIVER_IOC_TYPE 0xE8

/* NEW_DRIVER_ABI_VERSION of the module. */
#define NEW_DRIVER_IOC_VERSION _IOR(NEW_DRIVER_IOC_TYPE, 0, __u32)

#define NEW_DRIVER_IOC_STATUS _IOR(NEW_DRIVER_IOC_TYPE, 1, struct newdriver_status)

/* Drops all messages. For files that are open for writing. */
#define NEW_DRIVER_IOC_CLEAR _IO(NEW_DRIVER_IOC_TYPE, 2)

/*
 * How long reads and writes of this open file wait, in milliseconds, before
 * they fail with ETIMEDOUT; 0, as after open: as long as it takes.
 */
#define NEW_DRIVER_IOC_SET_TIMEOUT _IOW(NEW_DRIVER_IOC_TYPE, 3, __u32)

/* How many messages may wait, 1 to NEW_DRIVER_LIMIT_MAX. Asks for CAP_SYS_ADMIN. */
#define NEW_DRIVER_IOC_SET_LIMIT _IOW(NEW_DRIVER_IOC_TYPE, 4, __u32)

#endif /* NEW_DRIVER_IOCTL_H */
