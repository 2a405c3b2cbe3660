/* SPDX-License-Identifier: GPL-2.0-only */
/* Of the C library, for sqlite3.c. */
#include "libc.h"
