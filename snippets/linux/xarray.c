/*
 * prefix: kd-linux-xarray
 * title: XArray of identifiers
 * topic: Lists and tables
 * description: Gives out small numbers for objects, finds objects by number, and takes them out
 *     again
 * includes: linux/err.h, linux/limits.h, linux/slab.h, linux/xarray.h
 */
struct ${1:sample}_object {
	u32 id;
};

/* Numbers from 1: 0 can say that there is none. It has a lock of its own. */
static DEFINE_XARRAY_ALLOC1(${1:sample}_objects);

static struct ${1:sample}_object *${1:sample}_create(void)
{
	struct ${1:sample}_object *object = kzalloc(sizeof(*object), GFP_KERNEL);
	int error;

	if (!object)
		return ERR_PTR(-ENOMEM);
	error = xa_alloc(&${1:sample}_objects, &object->id, object, XA_LIMIT(1, ${2:1024}), GFP_KERNEL);
	if (error) {
		kfree(object);
		return ERR_PTR(error);
	}
	return object;
}

/* Whoever takes it out frees it: of two who try, one is told that there is none. */
static int ${1:sample}_destroy(u32 id)
{
	struct ${1:sample}_object *object = xa_erase(&${1:sample}_objects, id);

	if (!object)
		return -ENOENT;
	kfree(object);
	return 0;
}

static void ${1:sample}_destroy_all(void)
{
	struct ${1:sample}_object *object;
	unsigned long id;

	xa_for_each(&${1:sample}_objects, id, object)
		kfree(object);
	xa_destroy(&${1:sample}_objects);
}
