/*
 * prefix: kd-linux-threaded-irq
 * title: Threaded interrupt
 * topic: Deferred work
 * description: An interrupt whose work is done in a thread, which may sleep; the line stays masked
 *     until then
 * includes: linux/device.h, linux/interrupt.h, linux/mutex.h
 */
struct ${1:sample}_chip {
	struct device *dev;
	struct mutex lock;
};

/* A thread with real-time priority: it may sleep, as devices on I2C and SPI need. */
static irqreturn_t ${1:sample}_interrupt_thread(int irq, void *data)
{
	struct ${1:sample}_chip *chip = data;

	mutex_lock(&chip->lock);
	$0
	mutex_unlock(&chip->lock);
	return IRQ_HANDLED;
}

/* Without a handler in interrupt context, which IRQF_ONESHOT allows. */
static int ${1:sample}_request_interrupt(struct ${1:sample}_chip *chip, int irq)
{
	return devm_request_threaded_irq(chip->dev, irq, NULL, ${1:sample}_interrupt_thread,
					 IRQF_ONESHOT, dev_name(chip->dev), chip);
}
