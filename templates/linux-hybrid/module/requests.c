// SPDX-License-Identifier: GPL-2.0-only
/*
 * Questions that wait for the daemon's answer, and which daemon that is.
 *
 * A question lies on its caller's stack. It is in the list as long as nobody has said how it ends,
 * and whoever says so takes it out under the lock: the answer, the daemon's end, the module's, or
 * the caller, whose time is over. So an answer that comes late, twice or for nothing finds no
 * question and changes nothing.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/time64.h>

#include "internal.h"

struct newdriver_request {
	struct list_head node;
	struct completion ended;
	u32 id;
	int error;
	struct newdriver_quirks quirks;
};

/* Guards all that follows. Taken in process context alone. */
static DEFINE_SPINLOCK(newdriver_requests_lock);
static LIST_HEAD(newdriver_waiting);
static unsigned int newdriver_waiting_count;
static u32 newdriver_last_id;
/* The netlink port of the daemon; 0 while there is none. */
static u32 newdriver_daemon;
static bool newdriver_stopped;
static struct newdriver_counters newdriver_counters;

static unsigned int newdriver_timeout_ms = 2000;

static int newdriver_set_timeout(const char *value, const struct kernel_param *param)
{
	return param_set_uint_minmax(value, param, 1, 60 * MSEC_PER_SEC);
}

static const struct kernel_param_ops newdriver_timeout_ops = {
	.set = newdriver_set_timeout,
	.get = param_get_uint,
};

module_param_cb(timeout_ms, &newdriver_timeout_ops, &newdriver_timeout_ms, 0644);
MODULE_PARM_DESC(timeout_ms, "milliseconds that an answer may take, 1 to 60000 (default 2000)");

static void newdriver_request_end(struct newdriver_request *request, int error)
{
	lockdep_assert_held(&newdriver_requests_lock);

	list_del_init(&request->node);
	newdriver_waiting_count--;
	request->error = error;
	/* Under the lock, as the request is gone once its caller has had it. */
	complete(&request->ended);
}

static void newdriver_end_all(int error)
{
	struct newdriver_request *request, *next;

	lockdep_assert_held(&newdriver_requests_lock);

	list_for_each_entry_safe(request, next, &newdriver_waiting, node) {
		newdriver_counters.given_up++;
		newdriver_request_end(request, error);
	}
}

/* The port to send the question to; 0 where it is refused, and request->error says why. */
static u32 newdriver_request_start(struct newdriver_request *request)
{
	u32 portid = 0;

	spin_lock(&newdriver_requests_lock);
	if (newdriver_stopped) {
		request->error = -ESHUTDOWN;
	} else if (!newdriver_daemon) {
		request->error = -ENOTCONN;
	} else if (newdriver_waiting_count >= NEW_DRIVER_MAX_WAITING) {
		request->error = -EBUSY;
	} else {
		portid = newdriver_daemon;
		request->id = ++newdriver_last_id;
		list_add_tail(&request->node, &newdriver_waiting);
		newdriver_waiting_count++;
		newdriver_counters.asked++;
	}
	if (!portid)
		newdriver_counters.refused++;
	spin_unlock(&newdriver_requests_lock);
	return portid;
}

/* How the question ended; with @error where nobody has ended it until now. */
static int newdriver_request_finish(struct newdriver_request *request, int error)
{
	spin_lock(&newdriver_requests_lock);
	if (!list_empty(&request->node)) {
		if (error == -ETIMEDOUT)
			newdriver_counters.timed_out++;
		else
			newdriver_counters.given_up++;
		newdriver_request_end(request, error);
	}
	spin_unlock(&newdriver_requests_lock);
	return request->error;
}

/**
 * newdriver_request() - asks the daemon and waits for its answer
 * @device: what is asked about
 * @quirks: set where 0 is returned
 *
 * Context: Process context, without a lock that the daemon might need, be it through a system call.
 *	    Waits as long as the parameter timeout_ms says; a caller that is killed does not.
 * Return: 0; the errors of NEW_DRIVER_IOC_LOOKUP; -EINTR: the caller is being killed; -ESHUTDOWN:
 *	   the module is being unloaded; -ENOMEM.
 */
int newdriver_request(const struct newdriver_id *device, struct newdriver_quirks *quirks)
{
	struct newdriver_request request = {
		.node = LIST_HEAD_INIT(request.node),
		.ended = COMPLETION_INITIALIZER_ONSTACK(request.ended),
	};
	unsigned long timeout = msecs_to_jiffies(READ_ONCE(newdriver_timeout_ms));
	long left;
	u32 portid;
	int error;

	might_sleep();

	portid = newdriver_request_start(&request);
	if (!portid)
		return request.error;
	error = newdriver_netlink_ask(portid, request.id, device);
	if (!error) {
		left = wait_for_completion_killable_timeout(&request.ended, timeout);
		error = left < 0 ? -EINTR : -ETIMEDOUT;
	}
	error = newdriver_request_finish(&request, error);
	if (!error)
		*quirks = request.quirks;
	return error;
}

/**
 * newdriver_requests_answer() - ends the question that has an id
 * @portid: of whom the answer is
 * @id: what it answers, as the sender has it
 * @error: 0, or what the caller is told
 * @quirks: where @error is 0
 *
 * Context: Process context.
 * Return: 0; -EPERM: that is not the daemon; -ENOENT: no question with that id waits.
 */
int newdriver_requests_answer(u32 portid, u32 id, int error, const struct newdriver_quirks *quirks)
{
	struct newdriver_request *request;
	int result = -ENOENT;

	spin_lock(&newdriver_requests_lock);
	if (portid != newdriver_daemon) {
		result = -EPERM;
		goto unlock;
	}
	list_for_each_entry(request, &newdriver_waiting, node) {
		if (request->id != id)
			continue;
		if (!error)
			request->quirks = *quirks;
		newdriver_counters.answered++;
		newdriver_request_end(request, error);
		result = 0;
		goto unlock;
	}
	newdriver_counters.unwanted++;
unlock:
	spin_unlock(&newdriver_requests_lock);
	return result;
}

/**
 * newdriver_requests_register() - takes a netlink port for the daemon's
 * @portid: not 0
 *
 * Context: Process context.
 * Return: 0, also where it is so already; -EBUSY: there is another daemon; -ESHUTDOWN: the module
 *	   is being unloaded.
 */
int newdriver_requests_register(u32 portid)
{
	int error = 0;

	spin_lock(&newdriver_requests_lock);
	if (newdriver_stopped)
		error = -ESHUTDOWN;
	else if (newdriver_daemon && newdriver_daemon != portid)
		error = -EBUSY;
	else
		newdriver_daemon = portid;
	spin_unlock(&newdriver_requests_lock);
	return error;
}

/**
 * newdriver_requests_unregister() - ends all questions where a port is the daemon's
 * @portid: the port, which is not used any more
 *
 * Context: Process context.
 */
void newdriver_requests_unregister(u32 portid)
{
	unsigned int waiting;
	bool gone;

	spin_lock(&newdriver_requests_lock);
	gone = newdriver_daemon && newdriver_daemon == portid;
	if (gone) {
		newdriver_daemon = 0;
		waiting = newdriver_waiting_count;
		newdriver_end_all(-ECONNRESET);
	}
	spin_unlock(&newdriver_requests_lock);

	if (gone)
		pr_info_ratelimited("the daemon at port %u went away, %u requests waited\n",
				    portid, waiting);
}

/**
 * newdriver_requests_stop() - ends all questions, those that are still to come as well
 *
 * Context: Process context.
 */
void newdriver_requests_stop(void)
{
	spin_lock(&newdriver_requests_lock);
	newdriver_stopped = true;
	newdriver_end_all(-ESHUTDOWN);
	spin_unlock(&newdriver_requests_lock);
}

/**
 * newdriver_requests_status() - how things stand
 * @waiting: set to the number of questions that wait
 * @counters: set
 *
 * Context: Process context.
 * Return: The daemon's port; 0: there is no daemon.
 */
u32 newdriver_requests_status(unsigned int *waiting, struct newdriver_counters *counters)
{
	u32 portid;

	spin_lock(&newdriver_requests_lock);
	portid = newdriver_daemon;
	*waiting = newdriver_waiting_count;
	*counters = newdriver_counters;
	spin_unlock(&newdriver_requests_lock);
	return portid;
}
