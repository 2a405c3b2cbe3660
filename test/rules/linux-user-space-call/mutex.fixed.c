#include <linux/module.h>
#include <assert.h>
#include <linux/kthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int sample_try(int count)
{
	assert(count > 0);
	pthread_mutex_lock(&lock);
	pthread_mutex_unlock(&lock);
	if (pthread_mutex_trylock(&lock))
		return -EBUSY;
	pthread_mutex_unlock(&lock);
	return 0;
}
