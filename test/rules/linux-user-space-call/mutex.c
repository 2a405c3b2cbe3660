// unit: kind=linux-kernel
#include <linux/module.h>
#include <assert.h>		// want linux-user-space-call "<assert.h>"
#include <pthread.h>		// want linux-user-space-call "<pthread.h>"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int sample_try(int count)
{
	assert(count > 0);
	pthread_mutex_lock(&lock);				// want linux-user-space-call "pthread_mutex_lock"
	pthread_mutex_unlock(&lock);				// want linux-user-space-call "pthread_mutex_unlock"
	if (pthread_mutex_trylock(&lock))			// want linux-user-space-call "pthread_mutex_trylock"
		return -EBUSY;
	pthread_mutex_unlock(&lock);				// want linux-user-space-call "pthread_mutex_unlock"
	return 0;
}
