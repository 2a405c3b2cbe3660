// unit: kind=linux-kernel
#include <linux/module.h>
#include <stdlib.h>		// want linux-user-space-call "<stdlib.h>"
#include <string.h>		// want linux-user-space-call "<string.h>"
#include <strings.h>		// want linux-user-space-call "<strings.h>"
#include <unistd.h>		// want linux-user-space-call "<unistd.h>"

static int __init sample_init(void)
{
	char *name = calloc(4, 16);				// want linux-user-space-call "calloc"

	if (!name) {
		fprintf(stderr, "no memory for %zu\n", sizeof(*name));	// want linux-user-space-call "fprintf"
		return -ENOMEM;
	}
	sleep(1);						// want linux-user-space-call "sleep"
	usleep(50);						// want linux-user-space-call "usleep"
	printf("%s of %d\n", name, getpid());			// want linux-user-space-call "printf"; want linux-user-space-call "getpid"
	free(name);						// want linux-user-space-call "free"
	return 0;
}

static void sample_report(spinlock_t *lock, const char *text, int *number)
{
	// Where nobody may sleep nothing is done unasked, nor where the meaning is another.
	spin_lock(lock);
	sleep(1);						// want linux-user-space-call "sleep"
	text = strdup(text);					// want linux-user-space-call "strdup"
	spin_unlock(lock);
	*number = atoi(text);					// want linux-user-space-call "atoi"
	printf("%f\n", 1.0);					// want linux-user-space-call "printf"
}
