/* What a driver keeps. */
#include <linux/completion.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct sample_item {
	struct list_head node;
	u32 id;
};

struct sample_config {
	struct rcu_head rcu;
	u32 limit;
};

struct sample_device {
	spinlock_t lock;
	struct mutex mutex;
	struct rw_semaphore rwsem;
	struct completion done;
	struct list_head items;
	struct sample_config __rcu *config;
	u32 limit;
};
