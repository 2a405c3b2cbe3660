// SPDX-License-Identifier: MIT
/*
 * Asks a driver made from linux-module for what nobody should: prints what each call gave, a line each. Written, as the
 * template is, for a driver called NewDriver; the module has room for two messages.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "newdriver_ioctl.h"

/* An address at which nothing is, and one of the kernel's; of which the compiler has to know nothing. */
static void *volatile nowhere = (void *)16;
static void *volatile kernel = (void *)0xffffffff81000000UL;

static void say(const char *what, long result)
{
	if (result < 0)
		printf("%s: %s\n", what, strerrorname_np(errno));
	else
		printf("%s: %ld\n", what, result);
	fflush(stdout);
}

static int opened(int flags)
{
	int file = open(NEW_DRIVER_PATH, flags);

	if (file < 0) {
		say("open", file);
		exit(1);
	}
	return file;
}

static void sizes_and_pointers(void)
{
	static char large[1 << 20];
	int file = opened(O_RDWR | O_NONBLOCK);
	int reader = opened(O_RDONLY | O_NONBLOCK);
	int writer = opened(O_WRONLY | O_NONBLOCK);
	struct newdriver_status status;
	char first[] = "ab", second[] = "cd";
	struct iovec parts[2] = { { first, 2 }, { second, 2 } };

	say("write nothing", write(file, "", 0));
	say("write from nowhere", write(file, nowhere, 10));
	say("write from the kernel", write(file, kernel, 10));
	say("write too much", write(file, large, NEW_DRIVER_MESSAGE_BYTES + 1));
	say("write far too much", write(file, large, sizeof(large)));
	say("write to a reader", write(reader, "a", 1));
	say("read when empty", read(file, large, sizeof(large)));
	say("write the most", write(file, large, NEW_DRIVER_MESSAGE_BYTES));
	say("write parts", writev(file, parts, 2));
	say("write when full", write(file, "a", 1));
	say("read nothing", read(file, large, 0));
	say("read too small", read(file, large, NEW_DRIVER_MESSAGE_BYTES - 1));
	say("read to nowhere", read(file, nowhere, sizeof(large)));
	say("read to the kernel", read(file, kernel, sizeof(large)));
	say("read from a writer", read(writer, large, sizeof(large)));
	say("read all the same", read(file, large, NEW_DRIVER_MESSAGE_BYTES));
	say("read parts", readv(file, parts, 2));
	say("read at a position", pread(file, large, sizeof(large), 0));
	say("seek", lseek(file, 0, SEEK_SET));
	say("map", mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0) == MAP_FAILED ? -1 : 0);

	say("no such ioctl", ioctl(file, _IO(NEW_DRIVER_IOC_TYPE, 99)));
	say("another one's ioctl", ioctl(file, TIOCGWINSZ, large));
	say("another size", ioctl(file, _IOR(NEW_DRIVER_IOC_TYPE, 1, __u32), large));
	say("version to nowhere", ioctl(file, NEW_DRIVER_IOC_VERSION, nowhere));
	say("status to the kernel", ioctl(file, NEW_DRIVER_IOC_STATUS, kernel));
	say("timeout from nowhere", ioctl(file, NEW_DRIVER_IOC_SET_TIMEOUT, nowhere));
	say("limit from nowhere", ioctl(file, NEW_DRIVER_IOC_SET_LIMIT, nowhere));
	say("limit 0", ioctl(file, NEW_DRIVER_IOC_SET_LIMIT, &(__u32){ 0 }));
	say("limit too high", ioctl(file, NEW_DRIVER_IOC_SET_LIMIT, &(__u32){ NEW_DRIVER_LIMIT_MAX + 1 }));
	say("clear by a reader", ioctl(reader, NEW_DRIVER_IOC_CLEAR));
	memset(&status, 0xff, sizeof(status));
	say("status", ioctl(file, NEW_DRIVER_IOC_STATUS, &status));
	printf("%u messages of %u bytes, %u may, %u open; %llu written, %llu taken, %llu expired\n", status.messages,
	       status.bytes, status.limit, status.opens, status.written, status.taken, status.expired);
	fflush(stdout);
	close(file);
	close(reader);
	close(writer);
}

/* What a process may do that was given an open file, and is nobody. */
static void privileges(void)
{
	int file = opened(O_RDWR | O_NONBLOCK);
	pid_t child = fork();

	if (child == 0) {
		setgid(65534);
		setuid(65534);
		say("limit by nobody", ioctl(file, NEW_DRIVER_IOC_SET_LIMIT, &(__u32){ 4000 }));
		say("open by nobody", open(NEW_DRIVER_PATH, O_RDONLY));
		exit(0);
	}
	waitpid(child, NULL, 0);
	close(file);
}

/* As a program of 32 bits calls it: by that interrupt a process of 64 bits may do so, too. */
static long ioctl_of_32_bits(int file, unsigned int command, const void *argument)
{
	long result;

	asm volatile("int $0x80"
		     : "=a"(result)
		     : "a"(54), "b"(file), "c"(command), "d"(argument)
		     : "memory", "r8", "r9", "r10", "r11");
	if (result >= 0)
		return result;
	errno = (int)-result;
	return -1;
}

static void programs_of_32_bits(void)
{
	int file = opened(O_RDWR | O_NONBLOCK);
	struct newdriver_status *status = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
					       MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

	say("status of 32 bits", ioctl_of_32_bits(file, NEW_DRIVER_IOC_STATUS, status));
	printf("%u may, %u open; %llu written\n", status->limit, status->opens, status->written);
	say("clear of 32 bits", ioctl_of_32_bits(file, NEW_DRIVER_IOC_CLEAR, NULL));
	say("no such ioctl of 32 bits", ioctl_of_32_bits(file, _IO(NEW_DRIVER_IOC_TYPE, 99), NULL));
	munmap(status, 4096);
	say("status of 32 bits to nowhere", ioctl_of_32_bits(file, NEW_DRIVER_IOC_STATUS, status));
	close(file);
}

static void noticed(int signal)
{
	(void)signal;
}

static void *write_soon(void *result)
{
	int file = opened(O_WRONLY);

	usleep(100000);
	*(ssize_t *)result = write(file, "late", 4);
	close(file);
	return NULL;
}

/* After ms milliseconds a signal, whose handler asks for what it interrupted to go on, or does not. */
static void alarm_in(unsigned int ms, int flags)
{
	struct sigaction action = { .sa_handler = noticed, .sa_flags = flags };

	sigaction(SIGALRM, &action, NULL);
	ualarm(ms * 1000, 0);
}

static void waits_and_signals(void)
{
	char text[NEW_DRIVER_MESSAGE_BYTES];
	int file = opened(O_RDWR);
	struct pollfd polled = { .fd = file, .events = POLLIN | POLLOUT };
	ssize_t result, written;
	pthread_t thread;

	say("poll when empty", poll(&polled, 1, 0));
	say("writable only", polled.revents == POLLOUT);
	polled.events = POLLIN;
	say("poll in vain", poll(&polled, 1, 50));
	alarm_in(50, 0);
	say("read interrupted", read(file, text, sizeof(text)));
	say("timeout", ioctl(file, NEW_DRIVER_IOC_SET_TIMEOUT, &(__u32){ 50 }));
	say("read timed out", read(file, text, sizeof(text)));
	say("timeout", ioctl(file, NEW_DRIVER_IOC_SET_TIMEOUT, &(__u32){ 10000 }));
	alarm_in(50, SA_RESTART);
	say("read with an end, interrupted", read(file, text, sizeof(text)));
	say("timeout", ioctl(file, NEW_DRIVER_IOC_SET_TIMEOUT, &(__u32){ 0 }));
	pthread_create(&thread, NULL, write_soon, &written);
	alarm_in(50, SA_RESTART);
	result = read(file, text, sizeof(text));
	pthread_join(thread, NULL);
	say("written meanwhile", written);
	say("read without end, interrupted, goes on", result);
	pthread_create(&thread, NULL, write_soon, &written);
	say("poll until it comes", poll(&polled, 1, 10000));
	pthread_join(thread, NULL);
	say("written meanwhile", written);
	say("write", write(file, "second", 6));
	polled.events = POLLOUT;
	say("poll when full", poll(&polled, 1, 0));
	say("timeout", ioctl(file, NEW_DRIVER_IOC_SET_TIMEOUT, &(__u32){ 50 }));
	say("write timed out", write(file, "third", 5));
	say("clear", ioctl(file, NEW_DRIVER_IOC_CLEAR));
	close(file);
}

/* Someone who waits is killed: nothing of him stays. */
static void killed(void)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		char text[16];
		int file = opened(O_RDONLY);

		exit((int)read(file, text, sizeof(text)));
	}
	usleep(100000);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	say("killed while it waited", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

#define WRITERS 3
#define EACH 300

static void *write_many(void *number)
{
	int file = opened(O_WRONLY);
	int i;

	for (i = 0; i < EACH; i++) {
		char text[32];
		int size = snprintf(text, sizeof(text), "%d %d", (int)(long)number, i);

		while (write(file, text, (size_t)size) != size)
			;
	}
	close(file);
	return NULL;
}

/* Until a message that ends it. Each writer's messages come in their order, and whole. */
static void *read_many(void *unused)
{
	int file = opened(O_RDONLY);
	int last[WRITERS] = { -1, -1, -1 };
	long count = 0;

	(void)unused;
	for (;;) {
		char text[32] = "";
		int writer, number;

		if (read(file, text, sizeof(text) - 1) < 0 || strcmp(text, "end") == 0)
			break;
		if (sscanf(text, "%d %d", &writer, &number) != 2 || writer < 0 || writer >= WRITERS || number <= last[writer])
			printf("wrong: %s\n", text);
		else
			last[writer] = number;
		count++;
	}
	close(file);
	return (void *)count;
}

static void many_at_once(void)
{
	pthread_t writers[WRITERS], readers[2];
	int file = opened(O_WRONLY);
	long i, count = 0;

	for (i = 0; i < 2; i++)
		pthread_create(&readers[i], NULL, read_many, NULL);
	for (i = 0; i < WRITERS; i++)
		pthread_create(&writers[i], NULL, write_many, (void *)i);
	for (i = 0; i < WRITERS; i++)
		pthread_join(writers[i], NULL);
	for (i = 0; i < 2; i++)
		say("end", write(file, "end", 3));
	for (i = 0; i < 2; i++) {
		void *result;

		pthread_join(readers[i], &result);
		count += (long)result;
	}
	say("taken", count);
	close(file);
}

int main(void)
{
	sizes_and_pointers();
	privileges();
	programs_of_32_bits();
	waits_and_signals();
	killed();
	many_at_once();
	return 0;
}
