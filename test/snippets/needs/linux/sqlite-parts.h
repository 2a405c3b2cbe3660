/* Of the other snippets for SQLite. */
extern const sqlite3_mem_methods sample_memory_methods;
extern const sqlite3_mutex_methods sample_mutex_methods;
extern sqlite3_vfs sample_vfs;

void sample_sqlite_log(void *context, int code, const char *message);
