/*
 * The queries that this driver answers: a program names one by its place here and binds its parameters. Nothing else is
 * ever run, so nobody writes SQL in the kernel but who builds the driver. README.md says how to try one before.
 */
#include "driver.h"

const NEW_DRIVER_QUERY_TEXT NewDriverQueries[] = {
    {
        "All devices with their vendors, by name",
        "SELECT vendor.name AS vendor, device.name AS device, device.flags"
        " FROM device JOIN vendor ON vendor.id = device.vendor"
        " ORDER BY vendor.name, device.name",
    },
    {
        "What is known of a device: its vendor's ID and its own",
        "SELECT name, flags, notes FROM device WHERE vendor = ?1 AND id = ?2",
    },
    {
        "Devices whose name matches a pattern such as '%disk%'",
        "SELECT vendor, id, name FROM device WHERE name LIKE ?1 ORDER BY vendor, id",
    },
    {
        "How many devices each vendor has, and their mean power in watts",
        "SELECT vendor.name AS vendor, count(device.id) AS devices, avg(device.watts) AS watts"
        " FROM vendor LEFT JOIN device ON device.vendor = vendor.id"
        " GROUP BY vendor.id ORDER BY vendor.name",
    },
};

const ULONG NewDriverQueryCount = RTL_NUMBER_OF(NewDriverQueries);
