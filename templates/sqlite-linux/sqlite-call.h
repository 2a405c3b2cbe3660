/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where this module calls SQLite: on a thread of its own or on its callers', with the registers of floating point, and
 * without sleeping but where SQLite calls the module back.
 */
#ifndef NEW_DRIVER_SQLITE_CALL_H
#define NEW_DRIVER_SQLITE_CALL_H

#include <linux/sched.h>
#include <asm/fpu/api.h>
#include "sqlite-options.h"
#include "sqlite3.h"

/*
 * SQLite is compiled with SSE and runs between kernel_fpu_begin() and kernel_fpu_end(), where nobody may sleep. What it
 * calls of the module's (memory, files, mutexes) pauses: it gives the registers away, may sleep, and takes them again
 * with nothing of SQLite's in them. That is right because a function of x86-64 keeps none of them for its caller: what
 * SQLite still wants is in its stack's frame. MXCSR has the kernel's default whenever it resumes. On other processors
 * functions do keep some, d8 to d15 on arm64, and this would lose them.
 */
#ifndef CONFIG_X86_64
#error "This module is for x86-64: see sqlite-call.h"
#endif

static inline void newdriver_sqlite_pause(void)
{
	kernel_fpu_end();
}

static inline void newdriver_sqlite_resume(void)
{
	kernel_fpu_begin();
}

struct newdriver_sqlite_calls {
#if SQLITE_THREADSAFE == 0
	/* Takes calls one after the other, in the order in which they came. */
	struct kthread_worker *worker;

	/* Who waits for the call that runs. */
	struct task_struct *caller;
#else
	/* Made so far. */
	atomic64_t count;
#endif
};

/* May call SQLite, and must not sleep. Returns 0 or an error. */
typedef int newdriver_sqlite_routine(void *context);

int newdriver_sqlite_start(struct newdriver_sqlite_calls *calls);

/* When no call is under way and none will come. */
void newdriver_sqlite_stop(struct newdriver_sqlite_calls *calls);

/* Runs a routine where SQLite may be called, and returns what it returns. */
int newdriver_sqlite_call(struct newdriver_sqlite_calls *calls, newdriver_sqlite_routine *routine, void *context);

/* Lets others run in the middle of long queries, and ends those whose callers are being killed. */
void newdriver_sqlite_watch(struct newdriver_sqlite_calls *calls, sqlite3 *database);

/* Of the thread's stack, in bytes: the fewest that were ever left. -1 where callers' stacks are used. */
long newdriver_sqlite_stack_left(const struct newdriver_sqlite_calls *calls);

#endif
