// unit: kind=linux-kernel
#include <linux/module.h>
#include <linux/slab.h>

struct record {
	u8 kind;
	__le32 length;
	long stamp;
	struct list_head node;
};

void push(const void *data, size_t length);

static int report(void) /* want large-stack-frame "at least 2,090 bytes of variables on the kernel stack; the limit is 2,048" */
{
	struct record records[50];
	char name[IFNAMSIZ * 40];

	push(records, sizeof(records));
	push(name, sizeof(name));
	return 0;
}

// Kernels for 64 bits are built with a limit of 2,048 bytes.
static int page(void) // ok large-stack-frame
{
	char line[2000];

	push(line, sizeof(line));
	return 0;
}

static int copy(const void *from, size_t length)
{
	u8 to[length]; // want large-stack-frame "length decides at run time how much of the kernel stack to takes"

	memcpy(to, from, length);
	push(to, length);
	return 0;
}

static int entries(struct record *first)
{
	u8 seen[ARRAY_SIZE(first->node)]; // ok large-stack-frame

	push(seen, sizeof(seen));
	return 0;
}

static int __init start(void) // want large-stack-frame hint "4,096 bytes"
{
	char text[PATH_MAX];

	push(text, sizeof(text));
	return report() + page() + copy(NULL, 1) + entries(NULL);
}
module_init(start);
