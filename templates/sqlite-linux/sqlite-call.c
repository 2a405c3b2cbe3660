// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where this module calls SQLite. A query takes up to two thirds of a kernel stack, and nobody knows how much of his own
 * a caller has left: file systems and drivers above have used it, too.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/version.h>
#include "sqlite-call.h"

/* Of SQLite's virtual machine, between two looks at whether others want to run: some 50 microseconds. */
#define INSTRUCTIONS_AT_ONCE 1000

/* Reclaim that SQLite's requests for memory set off must not go through file systems: the stack is too deep for that. */
static int newdriver_sqlite_run(newdriver_sqlite_routine *routine, void *context)
{
	unsigned int saved = memalloc_nofs_save();
	int status;

	kernel_fpu_begin();
	status = routine(context);
	kernel_fpu_end();
	memalloc_nofs_restore(saved);
	return status;
}

static int newdriver_watch(void *context);

void newdriver_sqlite_watch(struct newdriver_sqlite_calls *calls, sqlite3 *database)
{
	sqlite3_progress_handler(database, INSTRUCTIONS_AT_ONCE, newdriver_watch, calls);
}

#if SQLITE_THREADSAFE == 0

/* A thread of the module's own has all of a stack for SQLite, and as there is one of it SQLite needs no mutexes. */

/* On the stack of the caller, who waits until it is done. */
struct newdriver_sqlite_call {
	struct kthread_work work;
	struct newdriver_sqlite_calls *calls;
	newdriver_sqlite_routine *routine;
	void *context;
	struct task_struct *caller;
	int status;
	struct completion done;
};

static void newdriver_sqlite_work(struct kthread_work *work)
{
	struct newdriver_sqlite_call *call = container_of(work, struct newdriver_sqlite_call, work);

	call->calls->caller = call->caller;
	call->status = newdriver_sqlite_run(call->routine, call->context);

	/* With this the call is gone: its caller returns. */
	complete(&call->done);
}

int newdriver_sqlite_start(struct newdriver_sqlite_calls *calls)
{
	struct kthread_worker *worker;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 14, 0)
	worker = kthread_run_worker(0, "newdriver");
#else
	worker = kthread_create_worker(0, "newdriver");
#endif
	if (IS_ERR(worker))
		return PTR_ERR(worker);
	calls->worker = worker;
	return 0;
}

void newdriver_sqlite_stop(struct newdriver_sqlite_calls *calls)
{
	kthread_destroy_worker(calls->worker);
}

int newdriver_sqlite_call(struct newdriver_sqlite_calls *calls, newdriver_sqlite_routine *routine, void *context)
{
	struct newdriver_sqlite_call call = {
		.calls = calls,
		.routine = routine,
		.context = context,
		.caller = current,
	};

	init_completion(&call.done);
	kthread_init_work(&call.work, newdriver_sqlite_work);
	kthread_queue_work(calls->worker, &call.work);

	/* Who is killed waits for the rest of it, which is short: newdriver_watch() sees that. */
	if (wait_for_completion_killable(&call.done))
		wait_for_completion(&call.done);
	return call.status;
}

long newdriver_sqlite_stack_left(const struct newdriver_sqlite_calls *calls)
{
	const unsigned long *first = end_of_stack(calls->worker->task);
	const unsigned long *word = first + 1;

	/* A stack is all zeros when a thread begins; behind its end's mark they are what it has not reached. */
	while (!READ_ONCE_NOCHECK(*word))
		word++;
	return (word - first) * sizeof(*word);
}

static int newdriver_watch(void *context)
{
	struct newdriver_sqlite_calls *calls = context;

	newdriver_sqlite_pause();
	cond_resched();
	newdriver_sqlite_resume();
	return fatal_signal_pending(calls->caller);
}

#else

/* Callers run SQLite on their own threads, which come from a system call here, and take turns at its mutexes. */

int newdriver_sqlite_start(struct newdriver_sqlite_calls *calls)
{
	atomic64_set(&calls->count, 0);
	return 0;
}

void newdriver_sqlite_stop(struct newdriver_sqlite_calls *calls)
{
}

int newdriver_sqlite_call(struct newdriver_sqlite_calls *calls, newdriver_sqlite_routine *routine, void *context)
{
	atomic64_inc(&calls->count);
	return newdriver_sqlite_run(routine, context);
}

long newdriver_sqlite_stack_left(const struct newdriver_sqlite_calls *calls)
{
	return -1;
}

static int newdriver_watch(void *context)
{
	newdriver_sqlite_pause();
	cond_resched();
	newdriver_sqlite_resume();
	return fatal_signal_pending(current);
}

#endif
