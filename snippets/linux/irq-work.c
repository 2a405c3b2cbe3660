/*
 * prefix: kd-linux-irq-work
 * title: Work from NMI
 * topic: Deferred work
 * description: Goes on in interrupt context where the code must not even take a spin lock: in
 *     NMIs, under the scheduler
 * includes: linux/irq_work.h, linux/workqueue.h
 */
static void ${1:sample}_work(struct work_struct *work)
{
	$0
}

static DECLARE_WORK(${1:sample}_work_item, ${1:sample}_work);

/* In interrupt context, as soon as that may be: from here on the usual ways are open. */
static void ${1:sample}_irq_work(struct irq_work *work)
{
	schedule_work(&${1:sample}_work_item);
}

static DEFINE_IRQ_WORK(${1:sample}_irq_work_item, ${1:sample}_irq_work);

/* From anywhere, NMIs included. False: it is queued already. */
static bool ${1:sample}_event_in_nmi(void)
{
	return irq_work_queue(&${1:sample}_irq_work_item);
}

static void ${1:sample}_end_events(void)
{
	irq_work_sync(&${1:sample}_irq_work_item);
	cancel_work_sync(&${1:sample}_work_item);
}
