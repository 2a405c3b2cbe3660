/* SPDX-License-Identifier: GPL-2.0-only */
/* SQLite's allocator for a Linux module: newdriver_memory_methods is for SQLITE_CONFIG_MALLOC. */
#ifndef NEW_DRIVER_SQLITE_MEMORY_H
#define NEW_DRIVER_SQLITE_MEMORY_H

#include <linux/types.h>
#include "sqlite-options.h"
#include "sqlite3.h"

struct newdriver_memory_usage {
	/* What SQLite holds now, and the most that it ever held. */
	s64 blocks;
	s64 bytes;
	s64 most_bytes;

	/* What it has asked for so far, counting what it did not get, and what of that came from the reserves. */
	s64 requests;
	s64 reserve_requests;

	/* Blocks: of the reserves, and in them now. */
	int reserve;
	int reserve_left;
};

/* For sqlite3_config() before sqlite3_initialize(), between newdriver_memory_start() and newdriver_memory_stop(). */
extern const sqlite3_mem_methods newdriver_memory_methods;

/* Fills the reserves. */
int newdriver_memory_start(void);

/* After sqlite3_shutdown() there are no blocks: if there are, something was not closed or not freed. */
void newdriver_memory_stop(void);

/* Fills up the reserves, or returns -ENOMEM: nothing new should begin now. */
int newdriver_memory_prepare(void);

void newdriver_memory_usage(struct newdriver_memory_usage *usage);

#endif
