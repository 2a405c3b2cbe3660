/*
 * prefix: kd-linux-sqlite-log
 * title: SQLite in Linux: log
 * topic: SQLite
 * description: What SQLite reports goes to the kernel's log, by its severity; for
 *     SQLITE_CONFIG_LOG
 * includes: linux/printk.h, sqlite3.h
 */
static void ${1:sample}_sqlite_log(void *context, int code, const char *message)
{
	/* The low byte is the kind; what is above it tells cases of a kind apart. */
	switch (code & 0xff) {
	case SQLITE_NOTICE:
		pr_info("SQLite %d: %s\n", code, message);
		break;
	case SQLITE_WARNING:
		pr_warn("SQLite %d: %s\n", code, message);
		break;
	default:
		pr_err_ratelimited("SQLite %d: %s\n", code, message);
		break;
	}
}
