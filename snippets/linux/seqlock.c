/*
 * prefix: kd-linux-seqlock
 * title: Sequence lock
 * topic: Locks and waiting
 * description: Numbers that belong together: readers never wait, and read again where a writer
 *     came in between
 * includes: linux/seqlock.h, linux/types.h
 */
static DEFINE_SEQLOCK(${1:sample}_lock);
static u64 ${1:sample}_bytes;
static u64 ${1:sample}_packets;

/* In process context. Where interrupts read or write too: write_seqlock_irqsave(). */
static void ${1:sample}_count(u64 bytes)
{
	write_seqlock(&${1:sample}_lock);
	${1:sample}_bytes += bytes;
	${1:sample}_packets++;
	write_sequnlock(&${1:sample}_lock);
}

static void ${1:sample}_read_counts(u64 *bytes, u64 *packets)
{
	unsigned int sequence;

	do {
		sequence = read_seqbegin(&${1:sample}_lock);
		*bytes = ${1:sample}_bytes;
		*packets = ${1:sample}_packets;
	} while (read_seqretry(&${1:sample}_lock, sequence));
}
