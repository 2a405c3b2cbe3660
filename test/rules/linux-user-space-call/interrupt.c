// unit: kind=linux-kernel
#include <linux/interrupt.h>
#include <linux/timer.h>

// Nothing may sleep here, which the functions' types say: a person has to decide.
static irqreturn_t sample_isr(int irq, void *data)
{
	char *reply = malloc(16);	// want linux-user-space-call "malloc"

	usleep(10);			// want linux-user-space-call "usleep"
	return reply ? IRQ_HANDLED : IRQ_NONE;
}

static void sample_timer(struct timer_list *timer)
{
	usleep(10);			// want linux-user-space-call "usleep"
}
