/*
 * prefix: kd-linux-reference-count
 * title: Reference count by kref
 * topic: Memory
 * description: A kref: the last one who lets go frees the object
 * includes: linux/kref.h, linux/slab.h
 */
struct ${1:sample}_object {
	struct kref references;
};

static struct ${1:sample}_object *${1:sample}_create(gfp_t flags)
{
	struct ${1:sample}_object *object = kzalloc(sizeof(*object), flags);

	/* One reference: the caller's. */
	if (object)
		kref_init(&object->references);
	return object;
}

/*
 * For who has a reference already. Who finds one in a list: kref_get_unless_zero(), under its lock.
 */
static struct ${1:sample}_object *${1:sample}_get(struct ${1:sample}_object *object)
{
	kref_get(&object->references);
	return object;
}

static void ${1:sample}_free(struct kref *references)
{
	kfree(container_of(references, struct ${1:sample}_object, references));
}

static void ${1:sample}_put(struct ${1:sample}_object *object)
{
	kref_put(&object->references, ${1:sample}_free);
}
