/* SPDX-License-Identifier: GPL-2.0-only */
/* For sqlite3.h too, which files with headers of the kernel include. */
#include <linux/stdarg.h>
