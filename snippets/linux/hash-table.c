/*
 * prefix: kd-linux-hash-table
 * title: Hash table
 * topic: Lists and tables
 * description: Entries found by a number, under a lock
 * includes: linux/errno.h, linux/hashtable.h, linux/slab.h, linux/spinlock.h
 */
struct ${1:sample}_entry {
	struct hlist_node node;
	u32 key;
};

static DEFINE_SPINLOCK(${1:sample}_table_lock);
/* Two to this power are its rows. */
static DEFINE_HASHTABLE(${1:sample}_table, ${2:8});

static struct ${1:sample}_entry *${1:sample}_lookup(u32 key)
{
	struct ${1:sample}_entry *entry;

	lockdep_assert_held(&${1:sample}_table_lock);
	hash_for_each_possible(${1:sample}_table, entry, node, key) {
		if (entry->key == key)
			return entry;
	}
	return NULL;
}

static int ${1:sample}_insert(u32 key)
{
	struct ${1:sample}_entry *entry = kzalloc(sizeof(*entry), GFP_KERNEL);
	bool is_new;

	if (!entry)
		return -ENOMEM;
	entry->key = key;
	spin_lock(&${1:sample}_table_lock);
	is_new = !${1:sample}_lookup(key);
	if (is_new)
		hash_add(${1:sample}_table, &entry->node, key);
	spin_unlock(&${1:sample}_table_lock);
	if (is_new)
		return 0;
	kfree(entry);
	return -EEXIST;
}
