/* Of the snippet sqlite-call. */
void sample_sqlite_pause(void);
void sample_sqlite_resume(void);
int sample_sqlite_call(int (*routine)(void *context), void *context);
