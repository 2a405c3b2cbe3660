/*
 * prefix: kd-linux-kfifo
 * title: Ring of records
 * topic: Lists and tables
 * description: A kfifo between one who puts in, an interrupt handler too, and one who takes out:
 *     no lock
 * includes: linux/kfifo.h, linux/types.h
 */
struct ${1:sample}_record {
	u64 time;
	u32 value;
};

/* A power of two. */
static DEFINE_KFIFO(${1:sample}_records, struct ${1:sample}_record, ${2:256});

/* False: it is full, and the record is lost. */
static bool ${1:sample}_put(const struct ${1:sample}_record *record)
{
	return kfifo_put(&${1:sample}_records, *record);
}

static void ${1:sample}_take_all(void)
{
	struct ${1:sample}_record record;

	while (kfifo_get(&${1:sample}_records, &record)) {
		pr_debug("%llu: %u\n", record.time, record.value);
		$0
	}
}
