/*
 * prefix: kd-linux-pin-user-pages
 * title: Pin memory of a program
 * topic: User memory
 * description: Pins pages of a program and maps them, for use where nobody may sleep or in another
 *     thread
 * includes: linux/errno.h, linux/mm.h, linux/slab.h, linux/vmalloc.h
 */
#define ${1:SAMPLE}_MOST ${2:65536}

struct ${3:sample}_pinned {
	struct page **pages;
	unsigned int count;
	/* Of all the pages: the program's bytes begin at offset_in_page() of their address. */
	void *mapping;
};

/*
 * In the program's own thread, for the time of a request. Pins that last are FOLL_LONGTERM as well,
 * and count against the program's RLIMIT_MEMLOCK: account_locked_vm().
 */
static int ${3:sample}_pin(struct ${3:sample}_pinned *pinned, unsigned long address, size_t length)
{
	int error = -ENOMEM;
	int count;

	if (length == 0 || length > ${1:SAMPLE}_MOST)
		return -EINVAL;
	pinned->count = DIV_ROUND_UP(offset_in_page(address) + length, PAGE_SIZE);
	pinned->pages = kvcalloc(pinned->count, sizeof(*pinned->pages), GFP_KERNEL);
	if (!pinned->pages)
		return error;
	/* Only pages of the program that it may write to. Some may be missing. */
	count = pin_user_pages_fast(address & PAGE_MASK, pinned->count, FOLL_WRITE, pinned->pages);
	if (count < 0) {
		error = count;
		goto free_pages;
	}
	if ((unsigned int)count < pinned->count) {
		unpin_user_pages(pinned->pages, count);
		error = -EFAULT;
		goto free_pages;
	}
	pinned->mapping = vmap(pinned->pages, pinned->count, VM_MAP, PAGE_KERNEL);
	if (!pinned->mapping)
		goto unpin_pages;
	return 0;

unpin_pages:
	unpin_user_pages(pinned->pages, pinned->count);
free_pages:
	kvfree(pinned->pages);
	return error;
}

/* In process context, when nobody touches the mapping any more. */
static void ${3:sample}_unpin(struct ${3:sample}_pinned *pinned)
{
	vunmap(pinned->mapping);
	/* Written to behind the program's back: they are marked, so that nobody drops them. */
	unpin_user_pages_dirty_lock(pinned->pages, pinned->count, true);
	kvfree(pinned->pages);
}
