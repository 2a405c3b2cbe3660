// SPDX-License-Identifier: GPL-2.0-only
/*
 * The queries that this module answers: a program names one by its place here and binds its parameters. Nothing else is
 * ever run, so nobody writes SQL in the kernel but who builds the module. README.md says how to try one before.
 */
#include <linux/kernel.h>
#include "driver.h"

const char newdriver_schema[] =
	"CREATE TABLE IF NOT EXISTS reading ("
	" id INTEGER PRIMARY KEY,"
	" taken INTEGER NOT NULL DEFAULT (unixepoch()),"
	" vendor INTEGER NOT NULL,"
	" device INTEGER NOT NULL,"
	" watts REAL NOT NULL,"
	" notes TEXT)";

const struct newdriver_query_text newdriver_queries[] = {
	{
		"All devices with their vendors, by name",
		"SELECT vendor.name AS vendor, device.name AS device, device.flags"
		" FROM device JOIN vendor ON vendor.id = device.vendor"
		" ORDER BY vendor.name, device.name",
		NEW_DRIVER_EMBEDDED,
	},
	{
		"What is known of a device: its vendor's ID and its own",
		"SELECT name, flags, notes FROM device WHERE vendor = ?1 AND id = ?2",
		NEW_DRIVER_EMBEDDED,
	},
	{
		"Devices whose name matches a pattern such as '%disk%'",
		"SELECT vendor, id, name FROM device WHERE name LIKE ?1 ORDER BY vendor, id",
		NEW_DRIVER_EMBEDDED,
	},
	{
		"How many devices each vendor has, and their mean power in watts",
		"SELECT vendor.name AS vendor, count(device.id) AS devices, avg(device.watts) AS watts"
		" FROM vendor LEFT JOIN device ON device.vendor = vendor.id"
		" GROUP BY vendor.id ORDER BY vendor.name",
		NEW_DRIVER_EMBEDDED,
	},
	{
		"Notes a reading: the vendor's ID, the device's, watts, a note or null",
		"INSERT INTO reading (vendor, device, watts, notes) VALUES (?1, ?2, ?3, ?4) RETURNING id",
		NEW_DRIVER_FILE,
	},
	{
		"The last readings, as many as are asked for",
		"SELECT id, vendor, device, watts, notes FROM reading ORDER BY id DESC LIMIT ?1",
		NEW_DRIVER_FILE,
	},
	{
		"How many readings there are of each device, the highest and their mean",
		"SELECT vendor, device, count(*) AS readings, max(watts) AS highest, avg(watts) AS mean"
		" FROM reading GROUP BY vendor, device",
		NEW_DRIVER_FILE,
	},
	{
		"Forgets the readings that are older than so many seconds",
		"DELETE FROM reading WHERE taken < unixepoch() - ?1",
		NEW_DRIVER_FILE,
	},
};

const unsigned int newdriver_query_count = ARRAY_SIZE(newdriver_queries);
