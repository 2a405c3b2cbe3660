/* What other snippets define. */
EXTERN_C const sqlite3_mem_methods SampleMemoryMethods;
EXTERN_C const sqlite3_mutex_methods SampleMutexMethods;
EXTERN_C sqlite3_vfs SampleVfs;
EXTERN_C void SampleSqliteLog(void *Context, int Code, const char *Message);
