/*
 * Asks a module made from the template `sqlite-linux` what a file says, in several ways; of the module it knows its
 * client's values.h, its statistics and its parameters.
 *
 * Each line of the file is a query, its number and its parameters with spaces between: i:-1 is an integer,
 * r:3ff0000000000000 a double by its bits, t:6869 a text and b:00ff a blob by their bytes, n is NULL. Values are
 * printed in the same way, but for very long ones, of which the length is.
 *
 *   answers FILE            prints of each query "= ERRNO ROWS COLUMNS", its names and its rows
 *   parallel N ROUNDS FILE  N threads ask them all at once, and compare with what one thread is told
 *   failing STEP FILE       lets the n-th request for memory fail in each query, for n from 1 until all are met: from 16 on
 *                           each STEP-th
 *   writing STEP FILE       does so with queries that write: the first is asked before and after and says what is there, the
 *                           second undoes the others; each of these writes all of what it writes or nothing
 *   reserve FILE            no memory from the first request on: what the first query says, in a loop
 *   malformed FILE          requests and buffers that no client makes
 *   lock PATH COMMAND       locks a database as SQLite in a process does to read, runs a command, and prints both results
 */
#include "values.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST_QUERIES 80
#define ROOM (4 * 1024 * 1024)
#define LONGEST_PRINTED 100000

struct answer {
	int error;
	__u32 flags;
	__u32 length;
	unsigned char *bytes;
};

static struct request queries[MOST_QUERIES];
static size_t query_count;
static int device;

static void give_up(const char *what)
{
	printf("cannot %s: %s\n", what, strerror(errno));
	exit(3);
}

static __u32 bytes_of(const char *digits, unsigned char *target)
{
	__u32 count = 0;
	unsigned int byte;

	for (; sscanf(digits, "%2x", &byte) == 1; digits += 2)
		target[count++] = byte;
	return count;
}

static void add_parameter(struct request *request, const char *word)
{
	unsigned char *bytes = malloc(strlen(word) + 8);
	__s64 integer;
	__u64 bits;
	bool added;

	switch (word[0]) {
	case 'i':
		integer = strtoll(word + 2, NULL, 10);
		added = request_add(request, NEW_DRIVER_INTEGER, &integer, sizeof(integer));
		break;
	case 'r':
		bits = strtoull(word + 2, NULL, 16);
		added = request_add(request, NEW_DRIVER_REAL, &bits, sizeof(bits));
		break;
	case 't':
		added = request_add(request, NEW_DRIVER_TEXT, bytes, bytes_of(word + 2, bytes));
		break;
	case 'b':
		added = request_add(request, NEW_DRIVER_BLOB, bytes, bytes_of(word + 2, bytes));
		break;
	default:
		added = request_add(request, NEW_DRIVER_NULL, NULL, 0);
		break;
	}
	if (!added)
		give_up("allocate");
	free(bytes);
}

static void read_queries(const char *path)
{
	static char line[1 << 18];
	FILE *file = fopen(path, "r");
	char *word;

	if (!file)
		give_up("read the queries");
	while (fgets(line, sizeof(line), file) && (word = strtok(line, " \n"))) {
		if (query_count == MOST_QUERIES || !request_start(&queries[query_count], strtoul(word, NULL, 10)))
			give_up("keep the queries");
		while ((word = strtok(NULL, " \n")))
			add_parameter(&queries[query_count], word);
		query_count++;
	}
	fclose(file);
}

/* An errno. */
static int control(unsigned long command, const void *input, size_t input_length, void *output, size_t room,
		   struct newdriver_request *request)
{
	*request = (struct newdriver_request) {
		.input = (uintptr_t)input,
		.input_length = input_length,
		.output = (uintptr_t)output,
		.output_length = room,
	};
	return ioctl(device, command, request) == 0 ? 0 : errno;
}

/* Into a buffer of ROOM bytes. */
static void ask(const struct request *query, struct answer *answer)
{
	struct newdriver_request request;

	answer->error = control(NEW_DRIVER_IOC_RUN, query->bytes, query->length, answer->bytes, ROOM, &request);
	answer->length = answer->error ? 0 : request.written;
	answer->flags = request.flags;
}

static struct answer new_answer(void)
{
	struct answer answer = { .bytes = malloc(ROOM) };

	if (!answer.bytes)
		give_up("allocate");
	return answer;
}

static bool same(const struct answer *one, const struct answer *other)
{
	return one->error == other->error && one->length == other->length && one->flags == other->flags &&
	       memcmp(one->bytes, other->bytes, one->length) == 0;
}

/* The number behind a line's name in the module's statistics. */
static long long statistic(const char *name)
{
	FILE *file = fopen("/sys/kernel/debug/newdriver/statistics", "r");
	char line[256];
	long long value = -1;

	if (!file)
		give_up("read statistics");
	while (fgets(line, sizeof(line), file)) {
		if (strncmp(line, name, strlen(name)) == 0)
			value = atoll(line + strlen(name));
	}
	fclose(file);
	return value;
}

static void set_parameter(const char *name, unsigned int value)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "/sys/module/newdriver/parameters/%s", name);
	file = fopen(path, "w");
	if (!file || fprintf(file, "%u", value) < 0 || fclose(file) != 0)
		give_up("set a parameter");
}

static void print_bits(const struct newdriver_value *value, const unsigned char *data)
{
	static const char *const types[] = { "?", "i", "r", "t:", "b:", "n" };
	__s64 integer;
	__u32 index;

	printf(" %s", types[value->type <= NEW_DRIVER_NULL ? value->type : 0]);
	if (value->type == NEW_DRIVER_INTEGER || value->type == NEW_DRIVER_REAL) {
		memcpy(&integer, data, sizeof(integer));
		printf(value->type == NEW_DRIVER_INTEGER ? ":%lld" : ":%016llx", (long long)integer);
		return;
	}
	if (value->length > LONGEST_PRINTED) {
		printf("%u bytes", value->length);
		return;
	}
	for (index = 0; index < value->length; index++)
		printf("%02x", data[index]);
}

/* False: it is no whole result. */
static bool print_result(const struct answer *answer)
{
	const struct newdriver_result *result = (const struct newdriver_result *)answer->bytes;
	struct reader reader = { answer->bytes + sizeof(*result), answer->length - sizeof(*result) };
	__u32 row;
	__u32 column;

	for (row = 0; row <= result->row_count; row++) {
		for (column = 0; column < result->column_count; column++) {
			struct newdriver_value value;
			const unsigned char *data;

			if (!read_value(&reader, &value, &data))
				return false;
			print_bits(&value, data);
		}
		printf("\n");
	}
	return reader.left == 0;
}

static void answers(void)
{
	struct answer answer = new_answer();
	size_t index;

	for (index = 0; index < query_count; index++) {
		const struct newdriver_result *result = (const struct newdriver_result *)answer.bytes;

		ask(&queries[index], &answer);
		if (answer.error) {
			printf("= %d\n", answer.error);
			continue;
		}
		printf("= %s %u %u\n", answer.flags ? "more" : "0", result->row_count, result->column_count);
		if (!print_result(&answer))
			printf("no whole result\n");
	}
}

struct work {
	const struct answer *expected;
	unsigned int rounds;
	size_t first;
	long wrong;
	long asked;
};

static void *worker(void *parameter)
{
	struct work *work = parameter;
	struct answer answer = new_answer();
	unsigned int round;
	size_t index;

	for (round = 0; round < work->rounds; round++) {
		for (index = 0; index < query_count; index++) {
			/* Each thread in another order, so that different queries meet. */
			size_t query = (index + work->first) % query_count;

			ask(&queries[query], &answer);
			work->asked++;
			work->wrong += !same(&answer, &work->expected[query]);
		}
	}
	free(answer.bytes);
	return NULL;
}

static void parallel(unsigned int threads, unsigned int rounds)
{
	static struct answer expected[MOST_QUERIES];
	struct work works[16];
	pthread_t ids[16];
	unsigned int index;
	long asked = 0;
	long wrong = 0;

	for (index = 0; index < query_count; index++) {
		expected[index] = new_answer();
		ask(&queries[index], &expected[index]);
	}
	for (index = 0; index < threads; index++) {
		works[index] = (struct work) { expected, rounds, index * query_count / threads, 0, 0 };
		pthread_create(&ids[index], NULL, worker, &works[index]);
	}
	for (index = 0; index < threads; index++) {
		pthread_join(ids[index], NULL);
		asked += works[index].asked;
		wrong += works[index].wrong;
	}
	printf("%ld asked, %ld wrong\n", asked, wrong);
}

/* Of each query: how many requests failed once, in how many runs it was answered all the same, and what was wrong. */
static void failing(unsigned int step)
{
	struct answer expected = new_answer();
	struct answer answer = new_answer();
	size_t index;

	set_parameter("fail_reserve", 1);
	for (index = 0; index < query_count; index++) {
		const struct request *query = &queries[index];
		unsigned int wrong = 0;
		unsigned int failed = 0;
		unsigned int survived = 0;
		unsigned int nth;
		long long blocks;
		long long requests;

		/* Twice: then the pages that it reads are in SQLite's cache, and stay. */
		ask(query, &expected);
		ask(query, &expected);
		blocks = statistic("blocks ");
		for (nth = 1;; nth += nth < 16 ? 1 : step) {
			long long before = statistic("requests ");

			set_parameter("fail_every", nth);
			ask(query, &answer);
			requests = statistic("requests ") - before;
			set_parameter("fail_every", 0);
			if (requests < nth) {
				wrong += !same(&answer, &expected);
				break;
			}
			failed++;
			if (answer.error != ENOMEM) {
				/* SQLite does without what it can do without. */
				survived++;
				wrong += !same(&answer, &expected);
			}
			ask(query, &answer);
			wrong += !same(&answer, &expected);
		}
		ask(query, &answer);
		wrong += statistic("blocks ") != blocks;
		printf("%u failed, %u survived, %u wrong\n", failed, survived, wrong);
	}
	set_parameter("fail_reserve", 0);
}

/* Of each query that writes, with the reserves and without: from how many requests on all failed, how often it was written. */
static void writing(unsigned int step)
{
	struct answer before = new_answer();
	struct answer after = new_answer();
	struct answer answer = new_answer();
	unsigned int without;
	size_t index;

	ask(&queries[1], &answer);
	ask(&queries[0], &before);
	for (index = 2; index < query_count; index++) {
		struct answer whole = new_answer();

		ask(&queries[1], &answer);
		ask(&queries[index], &answer);
		ask(&queries[0], &whole);
		for (without = 0; without <= 1; without++) {
			unsigned int wrong = same(&whole, &before);
			unsigned int failed = 0;
			unsigned int nothing = 0;
			unsigned int nth;

			for (nth = 1;; nth += nth < 16 ? 1 : step) {
				long long requests;

				ask(&queries[1], &answer);
				requests = statistic("requests ");
				set_parameter("fail_reserve", without);
				/* For good: rolling back finds none either. */
				set_parameter("fail_from", nth);
				ask(&queries[index], &answer);
				set_parameter("fail_from", 0);
				set_parameter("fail_reserve", 0);
				requests = statistic("requests ") - requests;
				ask(&queries[0], &after);
				wrong += !same(&after, answer.error ? &before : &whole);
				wrong += answer.error && answer.error != ENOMEM;
				nothing += requests >= nth && answer.error != 0;
				if (requests < nth)
					break;
				failed++;
			}
			printf("%s: %u failed, %u written, %u wrong\n", without ? "without" : "reserve", failed,
			       failed - nothing, wrong);
		}
		free(whole.bytes);
	}
}

/* What a query that fits into the reserve says when there is nothing else, and the next, which finds it not full. */
static void reserve(void)
{
	struct answer answer = new_answer();
	long long taken = statistic("served by the reserves ");
	size_t index;

	for (index = 0; index < query_count; index++) {
		set_parameter("fail_from", 1);
		ask(&queries[index], &answer);
		printf("%d", answer.error);
		ask(&queries[index], &answer);
		printf(" %d", answer.error);
		set_parameter("fail_from", 0);
		ask(&queries[index], &answer);
		printf(" %d\n", answer.error);
	}
	printf("%s\n", statistic("served by the reserves ") > taken ? "served" : "not served");
}

/* What a request may lack, from its end to its beginning; and each bit of its fields turned round: the module lives. */
static void malformed_requests(const struct request *good)
{
	static unsigned char output[4096];
	static unsigned char bytes[256];
	struct newdriver_request request;
	unsigned int refused = 0;
	size_t length;
	size_t bit;

	memcpy(bytes, good->bytes, good->length);
	for (length = 0; length < good->length; length++)
		refused += control(NEW_DRIVER_IOC_RUN, bytes, length, output, sizeof(output), &request) == EINVAL;
	printf("%u of %zu cut requests refused\n", refused, good->length);

	for (bit = 0; bit < (sizeof(struct newdriver_query) + sizeof(struct newdriver_value)) * 8; bit++) {
		bytes[bit / 8] ^= 1 << bit % 8;
		control(NEW_DRIVER_IOC_RUN, bytes, good->length, output, sizeof(output), &request);
		bytes[bit / 8] ^= 1 << bit % 8;
	}
	memset(bytes, 0xFF, 4);
	printf("no such query: %d\n", control(NEW_DRIVER_IOC_RUN, bytes, good->length, output, sizeof(output), &request));
}

/* A result into fewer and fewer bytes than its own: whole rows, and nothing behind the end. */
static void less_room(const struct request *query)
{
	static unsigned char whole[4096];
	static unsigned char part[sizeof(whole)];
	const struct newdriver_result *partial = (const struct newdriver_result *)part;
	struct newdriver_request request;
	unsigned int wrong = 0;
	size_t full;
	size_t room;

	printf("whole: %d", control(NEW_DRIVER_IOC_RUN, query->bytes, query->length, whole, sizeof(whole), &request));
	full = request.written;
	printf(", %zu bytes\n", full);
	for (room = full; room > 0; room -= room > 24 ? 13 : 1) {
		size_t index;
		int error;

		memset(part, 0xA5, sizeof(part));
		error = control(NEW_DRIVER_IOC_RUN, query->bytes, query->length, part, room, &request);
		for (index = room; index < sizeof(part); index++)
			wrong += part[index] != 0xA5;
		if (error == ENOSPC) {
			wrong += part[0] != 0xA5;
		} else if (error == 0) {
			/* But for the number of rows, which is its first field, it begins as the whole does. */
			wrong += request.written > room || memcmp(part + 4, whole + 4, request.written - 4) != 0;
			wrong += room == full ? request.flags != 0 || request.written != full :
						request.flags != NEW_DRIVER_MORE_ROWS ||
				 partial->row_count >= ((const struct newdriver_result *)whole)->row_count;
		} else {
			wrong++;
		}
	}
	printf("%u wrong with less room\n", wrong);
}

static void malformed(void)
{
	const struct request *good = &queries[0];
	unsigned char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct newdriver_request request;
	unsigned char output[4096];

	malformed_requests(good);
	less_room(&queries[1]);
	munmap(page + 4096, 4096);
	printf("input nowhere: %d\n", control(NEW_DRIVER_IOC_RUN, (void *)8, 100, output, sizeof(output), &request));
	printf("input cut off: %d\n", control(NEW_DRIVER_IOC_RUN, page, 5000, output, sizeof(output), &request));
	printf("output nowhere: %d\n",
	       control(NEW_DRIVER_IOC_RUN, good->bytes, good->length, (void *)8, sizeof(output), &request));
	printf("no room: %d\n", control(NEW_DRIVER_IOC_RUN, good->bytes, good->length, output, 0, &request));
	printf("too much room: %d\n",
	       control(NEW_DRIVER_IOC_RUN, good->bytes, good->length, output, NEW_DRIVER_LARGEST_OUTPUT + 1, &request));
	printf("too long: %d\n", control(NEW_DRIVER_IOC_RUN, good->bytes, 0xFFFFFFFF, output, sizeof(output), &request));
	printf("request nowhere: %d\n", ioctl(device, NEW_DRIVER_IOC_RUN, (void *)8) == 0 ? 0 : errno);
	printf("no such code: %d\n", ioctl(device, _IO(NEW_DRIVER_IOC_TYPE, 99), 0) == 0 ? 0 : errno);
	printf("a write: %d\n", write(device, output, 8) >= 0 ? 0 : errno);
	close(device);
	device = open(NEW_DRIVER_PATH, O_WRONLY | O_CLOEXEC);
	printf("open for writing alone: %d\n",
	       control(NEW_DRIVER_IOC_RUN, good->bytes, good->length, output, sizeof(output), &request));
}

/* The first of the bytes that SQLite locks to read: SHARED_FIRST. */
static void lock(const char *path, const char *command)
{
	struct flock shared = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510 };
	int file = open(path, O_RDWR | O_CLOEXEC);
	int error = file < 0 || fcntl(file, F_SETLK, &shared) != 0 ? errno : 0;

	printf("lock: %d\n", error);
	fflush(stdout);
	printf("command: %d\n", system(command) >> 8);
}

int main(int argc, char **argv)
{
	const char *mode = argc > 2 ? argv[1] : "";

	if (argc == 4 && strcmp(mode, "lock") == 0) {
		lock(argv[2], argv[3]);
		return 0;
	}
	device = open(NEW_DRIVER_PATH, O_RDWR | O_CLOEXEC);
	if (device < 0)
		give_up("open");
	read_queries(argv[argc - 1]);
	if (strcmp(mode, "answers") == 0) {
		answers();
	} else if (argc == 5 && strcmp(mode, "parallel") == 0) {
		parallel(strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10));
	} else if (argc == 4 && strcmp(mode, "failing") == 0) {
		failing(strtoul(argv[2], NULL, 10));
	} else if (argc == 4 && strcmp(mode, "writing") == 0) {
		writing(strtoul(argv[2], NULL, 10));
	} else if (strcmp(mode, "reserve") == 0) {
		reserve();
	} else if (strcmp(mode, "malformed") == 0) {
		malformed();
	} else {
		printf("what?\n");
		return 2;
	}
	return 0;
}
