/* SPDX-License-Identifier: GPL-2.0-only */
/* The database: what is known of devices, read-only. */
#ifndef NEW_DRIVER_DATABASE_H
#define NEW_DRIVER_DATABASE_H

#include <stdint.h>

#include "../uapi/newdriver.h"

struct database;

struct quirks {
	uint32_t flags;
	char name[NEW_DRIVER_NAME_SIZE];
};

/* NULL: it cannot be read, or is no database of devices; standard error says why. */
struct database *database_open(const char *path);

/* @database: may be NULL. */
void database_close(struct database *database);

/* @quirks: set where the device is found. */
enum newdriver_result database_find(struct database *database, uint16_t vendor, uint16_t device,
				    struct quirks *quirks);

#endif
