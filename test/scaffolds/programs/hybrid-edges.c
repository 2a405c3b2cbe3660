/*
 * Asks and tells a module made from the template `linux-hybrid` what its own programs never do: messages that are malformed,
 * of others than the daemon, for nobody; a daemon that lies, is late, or dies. Prints a line for each: what it was, and the
 * error, with what the module said of it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "uapi/newdriver.h"

/* A message as it is being made; aligned as netlink's headers are. */
static _Alignas(8) char message[4096];
static struct nlmsghdr *const header = (struct nlmsghdr *)message;
static int link_file = -1;
static int family;

static void fail(const char *what)
{
	printf("%s: %s\n", what, strerror(errno));
	exit(1);
}

static int open_link(__u32 portid)
{
	struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_pid = portid };
	int file = socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC);
	int one = 1;

	if (file < 0 || bind(file, (struct sockaddr *)&address, sizeof(address)))
		fail("netlink");
	setsockopt(file, SOL_NETLINK, NETLINK_EXT_ACK, &one, sizeof(one));
	return file;
}

static void begin(int type, int command)
{
	struct genlmsghdr *generic = NLMSG_DATA(header);

	memset(message, 0, sizeof(message));
	header->nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN);
	header->nlmsg_type = (__u16)type;
	header->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	generic->cmd = (__u8)command;
	generic->version = NEW_DRIVER_VERSION;
}

static void add(int type, const void *data, int length)
{
	struct nlattr *attribute = (struct nlattr *)(message + NLMSG_ALIGN(header->nlmsg_len));

	attribute->nla_type = (__u16)type;
	attribute->nla_len = (__u16)(NLA_HDRLEN + length);
	memcpy((char *)attribute + NLA_HDRLEN, data, (size_t)length);
	header->nlmsg_len = NLMSG_ALIGN(header->nlmsg_len) + NLA_ALIGN(NLA_HDRLEN + length);
}

static void add_u32(int type, __u32 value)
{
	add(type, &value, sizeof(value));
}

static void begin_answer(__u32 id)
{
	begin(family, NEW_DRIVER_CMD_ANSWER);
	add_u32(NEW_DRIVER_ATTR_ID, id);
}

static void begin_found(__u32 id)
{
	begin_answer(id);
	add_u32(NEW_DRIVER_ATTR_RESULT, NEW_DRIVER_RESULT_FOUND);
}

static void add_quirks(__u32 flags, const char *name)
{
	add_u32(NEW_DRIVER_ATTR_FLAGS, flags);
	add(NEW_DRIVER_ATTR_NAME, name, (int)strlen(name) + 1);
}

/* What the module said beside an error number. */
static const char *words_of(const struct nlmsghdr *reply, const struct nlmsgerr *error)
{
	int offset = (int)(NLMSG_HDRLEN + sizeof(*error));

	if (!(reply->nlmsg_flags & NLM_F_ACK_TLVS))
		return "";
	if (!(reply->nlmsg_flags & NLM_F_CAPPED))
		offset += (int)(NLMSG_ALIGN(error->msg.nlmsg_len) - NLMSG_HDRLEN);
	while (offset + NLA_HDRLEN <= (int)reply->nlmsg_len) {
		const struct nlattr *attribute = (const struct nlattr *)((const char *)reply + offset);

		if ((attribute->nla_type & NLA_TYPE_MASK) == NLMSGERR_ATTR_MSG)
			return (const char *)attribute + NLA_HDRLEN;
		if (attribute->nla_len < NLA_HDRLEN)
			break;
		offset += NLA_ALIGN(attribute->nla_len);
	}
	return "";
}

/* The message's end as the kernel tells it: 0 or an error number; -1: it says nothing within the time. */
static int send_message(const char **words)
{
	static _Alignas(8) char replies[8192];
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	struct pollfd wanted = { .fd = link_file, .events = POLLIN };

	if (words)
		*words = "";
	if (sendto(link_file, message, header->nlmsg_len, 0, (struct sockaddr *)&kernel, sizeof(kernel)) < 0)
		return errno;
	while (poll(&wanted, 1, 200) == 1) {
		const struct nlmsghdr *reply = (const struct nlmsghdr *)replies;
		const struct nlmsgerr *error = NLMSG_DATA(reply);

		if (recv(link_file, replies, sizeof(replies), 0) < (ssize_t)NLMSG_HDRLEN)
			fail("recv");
		if (reply->nlmsg_type != NLMSG_ERROR)
			continue;
		if (words && error->error)
			*words = words_of(reply, error);
		return -error->error;
	}
	return -1;
}

static void tell(const char *what)
{
	const char *words;
	int error = send_message(&words);

	printf("%s: %s%s%s\n", what, error < 0 ? "nothing" : error ? strerror(error) : "taken", *words ? "; " : "", words);
	fflush(stdout);
}

static int find_family(void)
{
	static _Alignas(8) char reply[8192];
	const struct nlattr *attribute;
	int length, offset;

	begin(GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
	header->nlmsg_flags = NLM_F_REQUEST;
	add(CTRL_ATTR_FAMILY_NAME, NEW_DRIVER_FAMILY, sizeof(NEW_DRIVER_FAMILY));
	if (send(link_file, message, header->nlmsg_len, 0) < 0)
		fail("send");
	length = (int)recv(link_file, reply, sizeof(reply), 0);
	if (length < (int)NLMSG_HDRLEN || ((struct nlmsghdr *)reply)->nlmsg_type != GENL_ID_CTRL)
		return -1;
	for (offset = NLMSG_LENGTH(GENL_HDRLEN); offset < length; offset += NLA_ALIGN(attribute->nla_len)) {
		attribute = (const struct nlattr *)(reply + offset);
		if (attribute->nla_type == CTRL_ATTR_FAMILY_ID)
			return *(const __u16 *)(attribute + 1);
	}
	return -1;
}

/* An id that nobody has, for messages that are to be refused before that matters. */
#define NO_ID	0xdeadbeef

/* While the real daemon is registered. */
static void messages(void)
{
	static const char long_name[NEW_DRIVER_NAME_SIZE + 1] = "................................................................";
	struct nlattr *last;
	__u64 eight = 0;
	__u16 two = 0;
	__u8 one = 0;

	begin(family, 99);
	tell("an unknown command");
	begin(family, NEW_DRIVER_CMD_ASK);
	tell("the module's own command");
	begin(family, NEW_DRIVER_CMD_REGISTER);
	tell("a second daemon");
	begin_found(NO_ID);
	add_quirks(0, "name");
	tell("an answer of who is not the daemon");
	begin(family, NEW_DRIVER_CMD_ANSWER);
	header->nlmsg_flags |= NLM_F_DUMP;
	tell("a dump");

	begin(family, NEW_DRIVER_CMD_ANSWER);
	tell("an answer without attributes");
	begin(family, NEW_DRIVER_CMD_ANSWER);
	add_u32(NEW_DRIVER_ATTR_RESULT, NEW_DRIVER_RESULT_UNKNOWN);
	tell("no id");
	begin_answer(NO_ID);
	tell("no result");
	begin_found(NO_ID);
	tell("found, and nothing else");
	begin_found(NO_ID);
	add_u32(NEW_DRIVER_ATTR_FLAGS, 0);
	tell("found, and no name");
	begin(family, NEW_DRIVER_CMD_ANSWER);
	add(NEW_DRIVER_ATTR_ID, &two, sizeof(two));
	tell("a short id");
	begin(family, NEW_DRIVER_CMD_ANSWER);
	add(NEW_DRIVER_ATTR_ID, &eight, sizeof(eight));
	tell("a long id");
	begin(family, NEW_DRIVER_CMD_ANSWER);
	add(NEW_DRIVER_ATTR_ID | NLA_F_NESTED, &eight, 4);
	tell("a nested id");
	begin_answer(NO_ID);
	add_u32(NEW_DRIVER_ATTR_RESULT, NEW_DRIVER_RESULT_MAX + 1);
	tell("an unknown result");
	begin_found(NO_ID);
	add_quirks(NEW_DRIVER_ALL_QUIRKS + 1, "name");
	tell("an unknown flag");
	begin_found(NO_ID);
	add_u32(NEW_DRIVER_ATTR_FLAGS, 0);
	add(NEW_DRIVER_ATTR_NAME, "name", 4);
	tell("a name without its end");
	begin_found(NO_ID);
	add_quirks(0, long_name);
	tell("a long name");
	begin_found(NO_ID);
	add_u32(NEW_DRIVER_ATTR_FLAGS, 0);
	add(NEW_DRIVER_ATTR_NAME, "", 0);
	tell("a name of no bytes");
	begin_answer(NO_ID);
	add(NEW_DRIVER_ATTR_VENDOR, &two, sizeof(two));
	tell("what only the module says");
	begin_answer(NO_ID);
	add(99, &one, sizeof(one));
	tell("an unknown attribute");

	begin_answer(NO_ID);
	last = (struct nlattr *)(message + header->nlmsg_len - NLA_ALIGN(NLA_HDRLEN + 4));
	last->nla_len = 2000;
	tell("an attribute beyond the message");
	last->nla_len = 0;
	tell("an attribute of no length");
	begin_answer(NO_ID);
	header->nlmsg_len += 2;
	tell("bytes behind the last attribute");
	begin_answer(NO_ID);
	((struct genlmsghdr *)NLMSG_DATA(header))->reserved = 1;
	tell("a reserved field that is set");
	begin(family, NEW_DRIVER_CMD_REGISTER);
	header->nlmsg_len = NLMSG_LENGTH(0);
	tell("no generic header");
	begin(family, NEW_DRIVER_CMD_REGISTER);
	add_u32(NEW_DRIVER_ATTR_ID, 1);
	tell("a register with what it does not need");
}

static void commands(void)
{
	begin(family, NEW_DRIVER_CMD_REGISTER);
	tell("register");
	begin_found(NO_ID);
	add_quirks(0, "name");
	tell("answer");
	begin(family, NEW_DRIVER_CMD_FORGET);
	tell("forget");
}

/* What root may, another user may not, even with a family that root has found. */
static void unprivileged(void)
{
	if (setuid(65534))
		fail("setuid");
	close(link_file);
	link_file = open_link(0);
	commands();
	printf("open: %s\n", open("/dev/newdriver", O_RDWR) < 0 ? strerror(errno) : "opened");
}

/* A socket of another network namespace may have the daemon's port, and its end is not the daemon's. */
static void namespaces(__u32 portid)
{
	if (unshare(CLONE_NEWNET))
		fail("unshare");
	close(link_file);
	link_file = open_link(portid);
	printf("another namespace: %s\n", find_family() < 0 ? "no such family" : "the family");
	commands();
	close(link_file);
}

static void flood(void)
{
	int refused = 0, other = 0, count;

	for (count = 0; count < 5000; count++) {
		begin_found((__u32)count);
		add_quirks(0, "name");
		if (send_message(NULL) == EPERM)
			refused++;
		else
			other++;
	}
	printf("a flood: %d refused, %d otherwise\n", refused, other);
}

/* 0 or an error number. */
static int look_up(struct newdriver_lookup *lookup)
{
	int file = open("/dev/newdriver", O_RDWR);
	int error;

	if (file < 0)
		return errno;
	error = ioctl(file, NEW_DRIVER_IOC_LOOKUP, lookup) ? errno : 0;
	close(file);
	return error;
}

/* A process that asks for a device; its exit status is the error number, 200 for what it was not told to expect. */
static pid_t ask(__u16 device, const char *expected)
{
	struct newdriver_lookup lookup = { .vendor = 0xabcd, .device = device };
	pid_t child;
	int error;

	fflush(stdout);
	child = fork();
	if (child)
		return child;
	/* The daemon's socket is closed when it closes it. */
	close(link_file);
	memset(lookup.name, 'x', sizeof(lookup.name));
	error = look_up(&lookup);
	if (!error && (lookup.flags != NEW_DRIVER_SLOW_RESET || strcmp(lookup.name, expected) != 0))
		error = 200;
	_exit(error);
}

static void end_of(pid_t child, const char *what)
{
	int status;

	waitpid(child, &status, 0);
	printf("%s: ", what);
	if (WIFSIGNALED(status))
		printf("killed\n");
	else if (WEXITSTATUS(status) == 200)
		printf("a wrong answer\n");
	else
		printf("%s\n", WEXITSTATUS(status) ? strerror(WEXITSTATUS(status)) : "found");
	fflush(stdout);
}

/* The id of the next question, which has to be for this device. */
static __u32 question(__u16 device)
{
	static _Alignas(8) char text[4096];
	const struct nlmsghdr *received = (const struct nlmsghdr *)text;
	const struct genlmsghdr *generic = NLMSG_DATA(received);
	const struct nlattr *attribute = (const struct nlattr *)(generic + 1);
	struct pollfd wanted = { .fd = link_file, .events = POLLIN };
	__u32 id = 0;
	int good = 0;

	if (poll(&wanted, 1, 2000) != 1 || recv(link_file, text, sizeof(text), 0) < 0)
		fail("no question");
	while ((const char *)attribute < text + received->nlmsg_len) {
		const void *data = attribute + 1;

		if (attribute->nla_type == NEW_DRIVER_ATTR_ID)
			id = *(const __u32 *)data;
		if (attribute->nla_type == NEW_DRIVER_ATTR_VENDOR)
			good += *(const __u16 *)data == 0xabcd;
		if (attribute->nla_type == NEW_DRIVER_ATTR_DEVICE)
			good += *(const __u16 *)data == device;
		attribute = (const struct nlattr *)((const char *)attribute + NLA_ALIGN(attribute->nla_len));
	}
	if (received->nlmsg_type != family || generic->cmd != NEW_DRIVER_CMD_ASK || good != 2)
		printf("not what was asked\n");
	return id;
}

static void register_daemon(void)
{
	begin(family, NEW_DRIVER_CMD_REGISTER);
	if (send_message(NULL))
		fail("register");
}

/* A daemon that does what none should, while nobody else is registered. */
static void bad_daemon(void)
{
	static const char name63[] = "a name of sixty-three bytes, which is as many as one may have..";
	pid_t child, other;
	__u32 id, first;

	register_daemon();

	child = ask(1, "twice");
	id = question(1);
	begin_found(id);
	add_quirks(NEW_DRIVER_SLOW_RESET, "twice");
	tell("an answer");
	begin_found(id);
	add_quirks(NEW_DRIVER_SLOW_RESET, "changed");
	tell("the same again");
	end_of(child, "who asked");
	end_of(ask(1, "twice"), "who asks again");

	child = ask(2, name63);
	id = question(2);
	begin_found(id + 1);
	add_quirks(0, "for nobody");
	tell("an answer to what was not asked");
	begin_found(id);
	add_quirks(~0U, "lies");
	tell("an answer with flags that do not exist");
	begin_found(id);
	add_quirks(NEW_DRIVER_SLOW_RESET, name63);
	tell("an answer that is right");
	end_of(child, "who asked");

	child = ask(3, "third");
	first = question(3);
	other = ask(4, "fourth");
	id = question(4);
	begin_found(id);
	add_quirks(NEW_DRIVER_SLOW_RESET, "fourth");
	tell("the second of two");
	begin_found(first);
	add_quirks(NEW_DRIVER_SLOW_RESET, "third");
	tell("the first of them");
	end_of(other, "who asked second");
	end_of(child, "who asked first");

	child = ask(5, "");
	begin_answer(question(5));
	add_u32(NEW_DRIVER_ATTR_RESULT, NEW_DRIVER_RESULT_FAILED);
	tell("a failure");
	end_of(child, "who asked");
	child = ask(5, "");
	begin_answer(question(5));
	add_u32(NEW_DRIVER_ATTR_RESULT, NEW_DRIVER_RESULT_UNKNOWN);
	tell("unknown");
	end_of(child, "who asked");
	end_of(ask(5, ""), "who asks again");

	child = ask(6, "");
	id = question(6);
	end_of(child, "who asked in vain");
	begin_found(id);
	add_quirks(NEW_DRIVER_SLOW_RESET, "late");
	tell("an answer that is late");

	child = ask(7, "");
	id = question(7);
	kill(child, SIGKILL);
	end_of(child, "who asked");
	begin_found(id);
	add_quirks(NEW_DRIVER_SLOW_RESET, "for the dead");
	tell("an answer to who was killed");

	begin(family, NEW_DRIVER_CMD_FORGET);
	tell("forget");
	child = ask(1, "other");
	begin_found(question(1));
	add_quirks(NEW_DRIVER_SLOW_RESET, "other");
	tell("another answer");
	end_of(child, "who asked");

	child = ask(8, "");
	question(8);
	close(link_file);
	end_of(child, "whose daemon closed its socket");
	end_of(ask(9, ""), "who has no daemon");
}

/* A daemon that reads nothing, until it is killed. @room: of its socket, in bytes; 0: as it is. */
static void silent_daemon(int room)
{
	register_daemon();
	if (room)
		setsockopt(link_file, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
	printf("registered\n");
	fflush(stdout);
	pause();
}

/* Many who ask for a device each, at once: how each of them ended. */
static void crowd(int count)
{
	int ends[256] = { 0 };
	int index, status;

	fflush(stdout);
	for (index = 0; index < count; index++) {
		if (!fork()) {
			struct newdriver_lookup lookup = { .vendor = 0xcccc, .device = (__u16)index };

			_exit(look_up(&lookup));
		}
	}
	while (wait(&status) > 0)
		ends[WIFEXITED(status) ? WEXITSTATUS(status) : 255]++;
	for (index = 0; index < 256; index++)
		if (ends[index])
			printf("%d: %s\n", ends[index], index ? strerror(index) : "found");
}

/* The last in this: what is asked for is closed before it is answered. */
static void leave(void)
{
	struct newdriver_lookup lookup = { .vendor = 0xabcd, .device = 10 };
	int file = open("/dev/newdriver", O_RDWR | O_NONBLOCK);
	struct pollfd state = { .fd = file, .events = POLLIN | POLLOUT };

	if (file < 0)
		fail("open");
	printf("poll: 0x%x\n", poll(&state, 1, 0) == 1 ? (unsigned int)state.revents : 0);
	printf("ask: %s\n", ioctl(file, NEW_DRIVER_IOC_LOOKUP, &lookup) ? strerror(errno) : "found");
	printf("ask again: %s\n", ioctl(file, NEW_DRIVER_IOC_LOOKUP, &lookup) ? strerror(errno) : "found");
	lookup.device = 11;
	printf("ask for another: %s\n", ioctl(file, NEW_DRIVER_IOC_LOOKUP, &lookup) ? strerror(errno) : "found");
	printf("poll: 0x%x\n", poll(&state, 1, 0) == 1 ? (unsigned int)state.revents : 0);
}

/* Arguments of ioctl() that point to nothing, to half of what they should, or mean something else. */
static void ioctls(void)
{
	long page = sysconf(_SC_PAGESIZE);
	char *pages = mmap(NULL, (size_t)page * 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct newdriver_lookup *half = (struct newdriver_lookup *)(pages + page - 8);
	int file = open("/dev/newdriver", O_RDWR);

	if (file < 0 || pages == MAP_FAILED || mprotect(pages + page, (size_t)page, PROT_NONE))
		fail("open");
	printf("an unknown command: %s\n", ioctl(file, NEW_DRIVER_IOC_LOOKUP + 1, pages) ? strerror(errno) : "done");
	printf("no pointer: %s\n", ioctl(file, NEW_DRIVER_IOC_LOOKUP, NULL) ? strerror(errno) : "done");
	printf("half of it: %s\n", ioctl(file, NEW_DRIVER_IOC_LOOKUP, half) ? strerror(errno) : "done");
	printf("the kernel's: %s\n", ioctl(file, NEW_DRIVER_IOC_LOOKUP, -4096L) ? strerror(errno) : "done");
	*(struct newdriver_lookup *)pages = (struct newdriver_lookup){ .vendor = 0x1234, .device = 0x1111 };
	mprotect(pages, (size_t)page, PROT_READ);
	printf("not to be written: %s\n", ioctl(file, NEW_DRIVER_IOC_LOOKUP, pages) ? strerror(errno) : "done");
	printf("read: %s\n", read(file, pages, 1) < 0 ? strerror(errno) : "done");
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	link_file = open_link(0);
	family = find_family();
	if (family < 0) {
		printf("no such family\n");
		return 1;
	}
	if (!strcmp(what, "messages"))
		messages();
	else if (!strcmp(what, "unprivileged"))
		unprivileged();
	else if (!strcmp(what, "namespaces") && argc > 2)
		namespaces((__u32)strtoul(argv[2], NULL, 10));
	else if (!strcmp(what, "flood"))
		flood();
	else if (!strcmp(what, "bad-daemon"))
		bad_daemon();
	else if (!strcmp(what, "silent-daemon"))
		silent_daemon(argc > 2 ? atoi(argv[2]) : 0);
	else if (!strcmp(what, "crowd") && argc > 2)
		crowd(atoi(argv[2]));
	else if (!strcmp(what, "leave"))
		leave();
	else if (!strcmp(what, "ioctls"))
		ioctls();
	else
		return 2;
	return 0;
}
