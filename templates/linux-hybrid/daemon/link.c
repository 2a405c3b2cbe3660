// SPDX-License-Identifier: GPL-2.0-only
/*
 * Two sockets: one hears of families that come and go, the other is the one that the module knows.
 * The second is a new one each time the module is loaded, so that nothing is left in it of the time
 * before.
 */
#include "link.h"

#include <errno.h>
#include <linux/genetlink.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct link {
	link_answer_t *answer;
	void *context;
	struct nl_sock *events;
	/* NULL while the module is not loaded. */
	struct nl_sock *questions;
	int family;
	/* Of the message by which the daemon registered. */
	uint32_t registering;
	/* What messages have told, for who reads them: which family came or went, 0 for none. */
	int appeared;
	int disappeared;
	bool failed;
};

static const struct nla_policy question_policy[NEW_DRIVER_ATTR_MAX + 1] = {
	[NEW_DRIVER_ATTR_ID] = { .type = NLA_U32 },
	[NEW_DRIVER_ATTR_VENDOR] = { .type = NLA_U16 },
	[NEW_DRIVER_ATTR_DEVICE] = { .type = NLA_U16 },
};

/* Only the kernel's messages count: others may send to this socket as well. */
static bool is_from_kernel(struct nl_msg *message)
{
	return nlmsg_get_src(message)->nl_pid == 0;
}

static void disconnect(struct link *link)
{
	nl_socket_free(link->questions);
	link->questions = NULL;
}

/* The number of the message, or 0: it was not sent, and standard error says why. */
static uint32_t send_command(struct link *link, uint8_t command)
{
	struct nl_msg *message = nlmsg_alloc();
	uint32_t number = 0;
	int error = -NLE_NOMEM;

	if (message && genlmsg_put(message, NL_AUTO_PORT, NL_AUTO_SEQ, link->family, 0,
				   NLM_F_REQUEST, command, NEW_DRIVER_VERSION)) {
		error = nl_send_auto(link->questions, message);
		number = nlmsg_hdr(message)->nlmsg_seq;
	}
	if (error < 0) {
		fprintf(stderr, "cannot send to the module: %s\n", nl_geterror(error));
		number = 0;
	}
	nlmsg_free(message);
	return number;
}

static void send_answer(struct link *link, uint32_t id, enum newdriver_result result,
			const struct quirks *quirks)
{
	struct nl_msg *message = nlmsg_alloc();
	int error = -NLE_NOMEM;

	if (!message || !genlmsg_put(message, NL_AUTO_PORT, NL_AUTO_SEQ, link->family, 0,
				     NLM_F_REQUEST, NEW_DRIVER_CMD_ANSWER, NEW_DRIVER_VERSION))
		goto done;
	if (nla_put_u32(message, NEW_DRIVER_ATTR_ID, id) ||
	    nla_put_u32(message, NEW_DRIVER_ATTR_RESULT, result))
		goto done;
	if (result == NEW_DRIVER_RESULT_FOUND &&
	    (nla_put_u32(message, NEW_DRIVER_ATTR_FLAGS, quirks->flags) ||
	     nla_put_string(message, NEW_DRIVER_ATTR_NAME, quirks->name)))
		goto done;
	error = nl_send_auto(link->questions, message);
done:
	/* The module's time for this answer will be over; the next may be sent. */
	if (error < 0)
		fprintf(stderr, "cannot answer: %s\n", nl_geterror(error));
	nlmsg_free(message);
}

static int on_question(struct nl_msg *message, void *context)
{
	struct nlattr *attributes[NEW_DRIVER_ATTR_MAX + 1];
	struct nlmsghdr *header = nlmsg_hdr(message);
	struct link *link = context;
	struct quirks quirks;
	enum newdriver_result result;

	if (!is_from_kernel(message) || header->nlmsg_type != link->family)
		return NL_SKIP;
	if (genlmsg_parse(header, 0, attributes, NEW_DRIVER_ATTR_MAX, question_policy) < 0)
		return NL_SKIP;
	if (genlmsg_hdr(header)->cmd != NEW_DRIVER_CMD_ASK || !attributes[NEW_DRIVER_ATTR_ID] ||
	    !attributes[NEW_DRIVER_ATTR_VENDOR] || !attributes[NEW_DRIVER_ATTR_DEVICE])
		return NL_SKIP;
	result = link->answer(link->context, nla_get_u16(attributes[NEW_DRIVER_ATTR_VENDOR]),
			      nla_get_u16(attributes[NEW_DRIVER_ATTR_DEVICE]), &quirks);
	send_answer(link, nla_get_u32(attributes[NEW_DRIVER_ATTR_ID]), result, &quirks);
	return NL_OK;
}

/* What the kernel says of a message that it did not like. */
static int on_error(struct sockaddr_nl *from, struct nlmsgerr *error, void *context)
{
	struct link *link = context;

	if (from->nl_pid != 0)
		return NL_SKIP;
	if (error->msg.nlmsg_seq == link->registering) {
		fprintf(stderr, "cannot register: %s\n",
			error->error == -EBUSY ? "another daemon is registered" :
			error->error == -EPERM ? "that takes CAP_NET_ADMIN" :
			strerror(-error->error));
		link->failed = true;
	} else if (error->error != -ENOENT) {
		/* ENOENT: that answer came late. */
		fprintf(stderr, "the module refused a message: %s\n", strerror(-error->error));
	}
	return NL_SKIP;
}

static int on_event(struct nl_msg *message, void *context)
{
	struct nlattr *attributes[CTRL_ATTR_MAX + 1];
	struct nlmsghdr *header = nlmsg_hdr(message);
	struct link *link = context;
	int family;

	if (!is_from_kernel(message) || header->nlmsg_type != GENL_ID_CTRL)
		return NL_SKIP;
	if (genlmsg_parse(header, 0, attributes, CTRL_ATTR_MAX, NULL) < 0 ||
	    !attributes[CTRL_ATTR_FAMILY_NAME] || !attributes[CTRL_ATTR_FAMILY_ID])
		return NL_SKIP;
	if (nla_strcmp(attributes[CTRL_ATTR_FAMILY_NAME], NEW_DRIVER_FAMILY) != 0)
		return NL_SKIP;
	family = nla_get_u16(attributes[CTRL_ATTR_FAMILY_ID]);
	if (genlmsg_hdr(header)->cmd == CTRL_CMD_NEWFAMILY)
		link->appeared = family;
	else if (genlmsg_hdr(header)->cmd == CTRL_CMD_DELFAMILY)
		link->disappeared = family;
	return NL_OK;
}

/* @group: of the control family, or NULL. NULL: there is none, and standard error says why. */
static struct nl_sock *open_socket(const char *group, nl_recvmsg_msg_cb_t on_message, void *context)
{
	struct nl_sock *socket = nl_socket_alloc();
	int error = -NLE_NOMEM;
	int number;

	if (!socket)
		goto failed;
	error = genl_connect(socket);
	if (error < 0)
		goto failed;
	if (group) {
		number = genl_ctrl_resolve_grp(socket, "nlctrl", group);
		error = number < 0 ? number : nl_socket_add_membership(socket, number);
		if (error < 0)
			goto failed;
	}
	/* The kernel speaks first here. */
	nl_socket_disable_seq_check(socket);
	nl_socket_disable_auto_ack(socket);
	error = nl_socket_modify_cb(socket, NL_CB_VALID, NL_CB_CUSTOM, on_message, context);
	if (error < 0)
		goto failed;
	return socket;

failed:
	fprintf(stderr, "no netlink socket: %s\n", nl_geterror(error));
	nl_socket_free(socket);
	return NULL;
}

/* Registers with the module where that is loaded; the answer comes as any message. */
static int connect_to_module(struct link *link)
{
	struct nl_cb *callbacks;

	disconnect(link);
	link->questions = open_socket(NULL, on_question, link);
	if (!link->questions)
		return -1;
	link->family = genl_ctrl_resolve(link->questions, NEW_DRIVER_FAMILY);
	if (link->family < 0) {
		disconnect(link);
		if (link->family == -NLE_OBJ_NOTFOUND)
			return 0;
		fprintf(stderr, "%s: %s\n", NEW_DRIVER_FAMILY, nl_geterror(link->family));
		return -1;
	}
	callbacks = nl_socket_get_cb(link->questions);
	nl_cb_err(callbacks, NL_CB_CUSTOM, on_error, link);
	nl_cb_put(callbacks);
	nl_socket_set_nonblocking(link->questions);
	link->registering = send_command(link, NEW_DRIVER_CMD_REGISTER);
	return link->registering ? 0 : -1;
}

struct link *link_open(link_answer_t *answer, void *context)
{
	struct link *link = calloc(1, sizeof(*link));

	if (!link) {
		fprintf(stderr, "out of memory\n");
		return NULL;
	}
	link->answer = answer;
	link->context = context;
	/* First, so that a module that is loaded just now is heard of in one way or the other. */
	link->events = open_socket("notify", on_event, link);
	if (!link->events || nl_socket_set_nonblocking(link->events) < 0 ||
	    connect_to_module(link)) {
		link_close(link);
		return NULL;
	}
	return link;
}

void link_close(struct link *link)
{
	if (!link)
		return;
	disconnect(link);
	nl_socket_free(link->events);
	free(link);
}

int link_events_fd(const struct link *link)
{
	return nl_socket_get_fd(link->events);
}

int link_questions_fd(const struct link *link)
{
	return link->questions ? nl_socket_get_fd(link->questions) : -1;
}

int link_read_events(struct link *link)
{
	int error;

	link->appeared = 0;
	link->disappeared = 0;
	error = nl_recvmsgs_default(link->events);
	/* The socket was full: what it did not hold, the kernel is asked for. */
	if (error == -NLE_NOMEM)
		return connect_to_module(link);
	if (error < 0 && error != -NLE_AGAIN) {
		fprintf(stderr, "no events: %s\n", nl_geterror(error));
		return -1;
	}
	/* The family has another id each time: what is heard late is not taken for what is now. */
	if (link->questions && link->disappeared == link->family)
		disconnect(link);
	if (!link->appeared || (link->questions && link->appeared == link->family))
		return 0;
	return connect_to_module(link);
}

int link_read_questions(struct link *link)
{
	int error = nl_recvmsgs_default(link->questions);

	/* NOMEM: questions that the socket did not hold; the module has said so to who asked. */
	if (error < 0 && error != -NLE_AGAIN && error != -NLE_NOMEM) {
		fprintf(stderr, "no questions: %s\n", nl_geterror(error));
		return -1;
	}
	return link->failed ? -1 : 0;
}

int link_forget(struct link *link)
{
	if (!link->questions)
		return 0;
	return send_command(link, NEW_DRIVER_CMD_FORGET) ? 0 : -1;
}
