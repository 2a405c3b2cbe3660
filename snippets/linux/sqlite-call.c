/*
 * prefix: kd-linux-sqlite-call
 * title: SQLite in Linux: calls with floating point
 * topic: SQLite
 * description: SQLite computes with doubles: calls run between kernel_fpu_begin and
 *     kernel_fpu_end, and pause where they may sleep
 * includes: asm/fpu/api.h, linux/sched/mm.h
 */
/*
 * For x86-64, with SQLite compiled for SSE. Nobody may sleep between begin and end, so what SQLite
 * calls of the module's pauses around what sleeps. That loses no register: a function of x86-64
 * keeps none of SSE for its caller.
 */
static void ${1:sample}_sqlite_pause(void)
{
	kernel_fpu_end();
}

static void ${1:sample}_sqlite_resume(void)
{
	kernel_fpu_begin();
}

/* In process context. The routine calls SQLite, and returns 0 or an error. */
static int ${1:sample}_sqlite_call(int (*routine)(void *context), void *context)
{
	/* What reclaims memory must not go through file systems on a stack that SQLite uses. */
	unsigned int saved = memalloc_nofs_save();
	int error;

	kernel_fpu_begin();
	error = routine(context);
	kernel_fpu_end();
	memalloc_nofs_restore(saved);
	return error;
}
