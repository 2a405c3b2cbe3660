/* SPDX-License-Identifier: GPL-2.0-only */
/* database.db as a constant of the module, under the names of database.h. */
#include <linux/linkage.h>

	.section .rodata, "a"

	.balign 16
SYM_DATA_START(newdriver_database)
	.incbin "database.db"
SYM_DATA_END_LABEL(newdriver_database, SYM_L_LOCAL, .Lend)

	.balign 4
SYM_DATA(newdriver_database_size, .long .Lend - newdriver_database)
