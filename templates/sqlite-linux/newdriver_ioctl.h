/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * What the newdriver module and the programs that talk to it share. The structures are the same for programs of 32 and
 * of 64 bits.
 */
#ifndef NEW_DRIVER_IOCTL_H
#define NEW_DRIVER_IOCTL_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* For open(): O_RDONLY for queries that read, O_RDWR for those that write too. */
#define NEW_DRIVER_PATH "/dev/newdriver"

/* Of the most that a request may bring, and get: bytes. */
#define NEW_DRIVER_LARGEST_INPUT (4 << 20)
#define NEW_DRIVER_LARGEST_OUTPUT (16 << 20)

/* Not all rows found room in the output: there are as many as did. What the query writes is written all the same. */
#define NEW_DRIVER_MORE_ROWS 1

struct newdriver_request {
	/* A pointer to struct newdriver_query and the values of its parameters. */
	__u64 input;

	/* A pointer to room for struct newdriver_result and its values. */
	__u64 output;

	/* In bytes. */
	__u32 input_length;
	__u32 output_length;

	/* Set by the module: of the output, in bytes; NEW_DRIVER_MORE_ROWS or 0. */
	__u32 written;
	__u32 flags;
};

/*
 * A type that is free in Documentation/userspace-api/ioctl/ioctl-number.rst. Two drivers may have the same one: strace
 * would then name the wrong ioctl.
 */
#define NEW_DRIVER_IOC_TYPE 0xE9

/* Runs a query of the module's table. */
#define NEW_DRIVER_IOC_RUN _IOWR(NEW_DRIVER_IOC_TYPE, 0, struct newdriver_request)

/* The table itself: no input; a row for each query with its number, what it does, and its SQL. */
#define NEW_DRIVER_IOC_LIST _IOWR(NEW_DRIVER_IOC_TYPE, 1, struct newdriver_request)

/* As SQLite numbers its types. */
#define NEW_DRIVER_INTEGER 1
#define NEW_DRIVER_REAL 2
#define NEW_DRIVER_TEXT 3
#define NEW_DRIVER_BLOB 4
#define NEW_DRIVER_NULL 5

/*
 * A value; its data stand behind it. Of an integer they are an __s64, of a real number a double, of a text its UTF-8
 * without a zero at the end. Zeros fill them up to a multiple of 8 bytes, so that the next value is aligned.
 */
struct newdriver_value {
	__u32 type;

	/* Of the data, in bytes, without what fills them up. */
	__u32 length;
};

#define NEW_DRIVER_PADDED(length) (((__u64)(length) + 7) & ~7ULL)

/* A query by its number: its place in the table, counted from 0. The values of its parameters stand behind it. */
struct newdriver_query {
	__u32 number;
	__u32 parameter_count;
};

/* Behind it stand the names of the columns, as texts, and then the rows: a value for each column. */
struct newdriver_result {
	__u32 row_count;
	__u32 column_count;
};

#endif
