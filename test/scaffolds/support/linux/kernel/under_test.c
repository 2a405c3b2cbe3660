// SPDX-License-Identifier: MIT
/*
 * Watches what modules allocate that are loaded after it: says what they have not freed, and makes the allocation fail
 * that the parameter nth counts down to, also where others in the kernel make it on their behalf. Kernels of
 * distributions have neither fault injection nor kmemleak; tracepoints and probes are there all the same. For x86, where
 * the first arguments and the result are in registers.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/hashtable.h>
#include <linux/kprobes.h>
#include <linux/linkage.h>
#include <linux/module.h>
#include <linux/stacktrace.h>
#include <linux/tracepoint.h>
#include <trace/events/kmem.h>

#include <asm/ibt.h>

/* What is loaded; read by probes, with preemption off. */
static struct module *modules[8];

static int module_changed(struct notifier_block *block, unsigned long state, void *data)
{
	struct module *before = state == MODULE_STATE_GOING ? data : NULL;
	struct module *after = state == MODULE_STATE_COMING ? data : NULL;
	int i;

	if (!before && !after)
		return NOTIFY_OK;
	for (i = 0; i < ARRAY_SIZE(modules); i++) {
		if (modules[i] == before) {
			WRITE_ONCE(modules[i], after);
			break;
		}
	}
	if (before)
		synchronize_rcu();
	return NOTIFY_OK;
}

static struct notifier_block modules_watch = { .notifier_call = module_changed };

static bool of_module(unsigned long address)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(modules); i++) {
		struct module *module = READ_ONCE(modules[i]);

		if (module && within_module(address, module))
			return true;
	}
	return false;
}

/* Blocks that modules asked for themselves and that nobody has freed. */

struct block {
	struct hlist_node node;
	const void *address;
	/* Who asked, as text: the module may be gone when it is read. */
	char caller[64];
};

static DEFINE_RAW_SPINLOCK(blocks_lock);
static DEFINE_HASHTABLE(blocks, 10);
static struct block pool[4096];
static HLIST_HEAD(unused);
static unsigned long made;

static struct block *find_block(const void *address)
{
	struct block *block;

	hash_for_each_possible(blocks, block, node, (unsigned long)address) {
		if (block->address == address)
			return block;
	}
	return NULL;
}

static void add_block(unsigned long caller, const void *address)
{
	struct block *block;
	unsigned long flags;

	if (ZERO_OR_NULL_PTR(address) || !of_module(caller))
		return;
	raw_spin_lock_irqsave(&blocks_lock, flags);
	made++;
	/* Where there is one, kvmalloc has got it from kmalloc or vmalloc. */
	if (!find_block(address) && !hlist_empty(&unused)) {
		block = hlist_entry(unused.first, struct block, node);
		hlist_del(&block->node);
		block->address = address;
		snprintf(block->caller, sizeof(block->caller), "%pS", (void *)caller);
		hash_add(blocks, &block->node, (unsigned long)address);
	}
	raw_spin_unlock_irqrestore(&blocks_lock, flags);
}

static void remove_block(const void *address)
{
	struct block *block;
	unsigned long flags;

	raw_spin_lock_irqsave(&blocks_lock, flags);
	block = find_block(address);
	if (block) {
		hash_del(&block->node);
		hlist_add_head(&block->node, &unused);
	}
	raw_spin_unlock_irqrestore(&blocks_lock, flags);
}

static int get_left(char *buffer, const struct kernel_param *param)
{
	struct block *block;
	unsigned long flags;
	int length, i;

	raw_spin_lock_irqsave(&blocks_lock, flags);
	length = scnprintf(buffer, PAGE_SIZE, "made %lu\n", made);
	hash_for_each(blocks, i, block, node)
		length += scnprintf(buffer + length, PAGE_SIZE - length, "left %s\n", block->caller);
	raw_spin_unlock_irqrestore(&blocks_lock, flags);
	return length;
}

static const struct kernel_param_ops left_ops = { .get = get_left };
module_param_cb(left, &left_ops, NULL, 0400);
MODULE_PARM_DESC(left, "how many blocks modules asked for, and who asked for those that are not freed");

/* Tracepoints have more arguments, which differ between kernels; the first are the same everywhere. */
static void allocated(void *data, unsigned long caller, const void *address)
{
	add_block(caller, address);
}

static void freed(void *data, unsigned long caller, const void *address)
{
	remove_block(address);
}

static struct {
	struct tracepoint *point;
	void *probe;
} traced[] = {
	{ &__tracepoint_kmalloc, allocated },
	{ &__tracepoint_kmem_cache_alloc, allocated },
	{ &__tracepoint_kfree, freed },
	{ &__tracepoint_kmem_cache_free, freed },
};

/* What has no tracepoint: functions that return memory, called by a module itself. */

static int entered_vmalloc(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	unsigned long *caller = (unsigned long *)instance->data;

	*caller = *(unsigned long *)regs->sp;
	return of_module(*caller) ? 0 : 1;
}

static int left_vmalloc(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	add_block(*(unsigned long *)instance->data, (void *)regs_return_value(regs));
	return 0;
}

static int before_vfree(struct kprobe *probe, struct pt_regs *regs)
{
	remove_block((void *)regs->di);
	return 0;
}

/* void kmem_cache_free_bulk(struct kmem_cache *s, size_t size, void **p): what kfree_rcu() comes to. */
static int before_free_bulk(struct kprobe *probe, struct pt_regs *regs)
{
	void *const *blocks_to_free = (void *const *)regs->dx;
	unsigned long i;

	for (i = 0; i < regs->si; i++)
		remove_block(blocks_to_free[i]);
	return 0;
}

#define RETURNS_MEMORY(name) {				\
	.kp.symbol_name = name,				\
	.entry_handler = entered_vmalloc,		\
	.handler = left_vmalloc,			\
	.data_size = sizeof(unsigned long),		\
}

static struct kretprobe returning[] = {
	RETURNS_MEMORY("kvmalloc_node"), RETURNS_MEMORY("vmalloc"), RETURNS_MEMORY("vzalloc"),
	RETURNS_MEMORY("__vmalloc"), RETURNS_MEMORY("vmalloc_user"),
};

/* Allocations that fail. */

static atomic_t nth;

static int set_nth(const char *text, const struct kernel_param *param)
{
	int value;
	int error = kstrtoint(text, 0, &value);

	if (!error)
		atomic_set(&nth, value);
	return error;
}

static int get_nth(char *buffer, const struct kernel_param *param)
{
	return scnprintf(buffer, PAGE_SIZE, "%d\n", atomic_read(&nth));
}

static const struct kernel_param_ops nth_ops = { .set = set_nth, .get = get_nth };
module_param_cb(nth, &nth_ops, NULL, 0600);
MODULE_PARM_DESC(nth, "how many allocations until one fails; 0 once it has, and where none does");

/* Whether a module has asked for it, by no way through functions whose failure is another one's. */
static bool asked_for(const char *const *others, unsigned int count)
{
	unsigned long frames[48];
	unsigned int depth = stack_trace_save(frames, ARRAY_SIZE(frames), 0);
	char name[KSYM_SYMBOL_LEN];
	unsigned int module = 0;
	unsigned int i, j;

	while (module < depth && !of_module(frames[module]))
		module++;
	/* Most of what a kernel allocates. Names are looked up for the rest alone: that takes long. */
	if (module == depth)
		return false;
	for (i = 0; i < module; i++) {
		snprintf(name, sizeof(name), "%ps", (void *)frames[i]);
		for (j = 0; j < count; j++) {
			if (strstarts(name, others[j]))
				return false;
		}
	}
	return true;
}

/* What runs instead of a function whose result a probe has put into its register. */
asmlinkage void under_test_return(void);
asm(".pushsection .text\n"
    ".type under_test_return, @function\n"
    "under_test_return:\n"
    ASM_ENDBR
    ASM_RET
    ".size under_test_return, .-under_test_return\n"
    ".popsection\n");

static int answer(struct pt_regs *regs, unsigned long flags, unsigned long result,
		  const char *const *others, unsigned int count)
{
	if (!atomic_read(&nth) || (flags & __GFP_NOFAIL) || !asked_for(others, count))
		return 0;
	if (atomic_dec_return(&nth) != 0)
		return 0;
	regs->ax = result;
	regs->ip = (unsigned long)under_test_return;
	return 1;
}

static const char *const not_slab[] = { "__vmalloc_node_range" };
static const char *const not_pages[] = { "__vmalloc_node_range", "___slab_alloc" };

/* int should_failslab(struct kmem_cache *s, gfp_t flags) */
static int before_slab(struct kprobe *probe, struct pt_regs *regs)
{
	return answer(regs, regs->si, (unsigned long)-ENOMEM, not_slab, ARRAY_SIZE(not_slab));
}

/* bool should_fail_alloc_page(gfp_t flags, unsigned int order) */
static int before_pages(struct kprobe *probe, struct pt_regs *regs)
{
	return answer(regs, regs->di, true, not_pages, ARRAY_SIZE(not_pages));
}

/* void *__vmalloc_node_range(size, align, start, end, gfp_t flags, ...) */
static int before_vmalloc(struct kprobe *probe, struct pt_regs *regs)
{
	return answer(regs, regs->r8, 0, NULL, 0);
}

static struct kprobe probes[] = {
	{ .symbol_name = "should_failslab", .pre_handler = before_slab },
	{ .symbol_name = "should_fail_alloc_page", .pre_handler = before_pages },
	{ .symbol_name = "__vmalloc_node_range", .pre_handler = before_vmalloc },
	{ .symbol_name = "vfree", .pre_handler = before_vfree },
	{ .symbol_name = "kmem_cache_free_bulk", .pre_handler = before_free_bulk },
};

/*
 * The names are those of Linux 6.1; what later kernels call otherwise or have inlined is to be added beside them. Without an
 * exit, and without a way back: a machine in which it does not load is no machine for tests.
 */
static int __init under_test_init(void)
{
	int error = 0;
	int i;

	for (i = 0; i < ARRAY_SIZE(pool); i++)
		hlist_add_head(&pool[i].node, &unused);
	for (i = 0; i < ARRAY_SIZE(probes); i++)
		error = error ?: register_kprobe(&probes[i]);
	for (i = 0; i < ARRAY_SIZE(returning); i++)
		error = error ?: register_kretprobe(&returning[i]);
	for (i = 0; i < ARRAY_SIZE(traced); i++)
		error = error ?: tracepoint_probe_register(traced[i].point, traced[i].probe, NULL);
	error = error ?: register_module_notifier(&modules_watch);
	if (error)
		panic("under_test: %d\n", error);
	return 0;
}

module_init(under_test_init);
MODULE_DESCRIPTION("Watches the memory of modules under test, and makes their allocations fail");
MODULE_LICENSE("Dual MIT/GPL");
