/* SPDX-License-Identifier: GPL-2.0-only */
/* SQLite's log for a Linux module: newdriver_sqlite_log is for SQLITE_CONFIG_LOG. */
#ifndef NEW_DRIVER_SQLITE_LOG_H
#define NEW_DRIVER_SQLITE_LOG_H

#include "sqlite-options.h"
#include "sqlite3.h"

/* For sqlite3_config() before sqlite3_initialize(); context, what stands behind it there, is not looked at. */
void newdriver_sqlite_log(void *context, int code, const char *message);

#endif
