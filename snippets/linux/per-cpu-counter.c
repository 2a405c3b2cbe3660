/*
 * prefix: kd-linux-per-cpu-counter
 * title: Counter of each processor
 * topic: Memory
 * description: Counted often, from anywhere, without a lock; added up when somebody asks
 * includes: linux/cpumask.h, linux/percpu.h, linux/types.h
 */
static DEFINE_PER_CPU(u64, ${1:sample}_events);

static void ${1:sample}_count_event(void)
{
	this_cpu_inc(${1:sample}_events);
}

/* About as many as there were while it was added up. */
static u64 ${1:sample}_count_events(void)
{
	u64 sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(*per_cpu_ptr(&${1:sample}_events, cpu));
	return sum;
}
