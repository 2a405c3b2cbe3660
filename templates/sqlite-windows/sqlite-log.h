/* SQLite's log for a Windows driver: NewDriverSqliteLog is for SQLITE_CONFIG_LOG. */
#pragma once

#include <ntddk.h>
#include "sqlite3.h"

/* For sqlite3_config before sqlite3_initialize; Context, what stands behind it there, is not looked at. */
void NewDriverSqliteLog(void *Context, int Code, const char *Message);
